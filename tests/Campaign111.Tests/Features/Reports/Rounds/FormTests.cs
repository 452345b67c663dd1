using System.Globalization;
using Campaign111.Features.Hierarchy;
using Campaign111.Features.Reports.Rounds;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Security;
using Campaign111.Tests.Features.Hierarchy;

namespace Campaign111.Tests.Features.Reports.Rounds;

/// <summary>Forms, what is typed into them, and who may do what: pure rules.</summary>
public class FormTests
{
    private static readonly CultureInfo Vi = CultureInfo.GetCultureInfo("vi-VN");
    private static readonly CultureInfo En = CultureInfo.GetCultureInfo("en-GB");

    [Theory]
    [InlineData("1.234,5", "=1234.5")]
    [InlineData("1234", "=1234")]
    [InlineData("1 234", "=1234")]
    [InlineData("12.5", "12.5")]
    [InlineData("nhiều", "nhiều")]
    [InlineData("99999999999999999999", "99999999999999999999")]
    [InlineData("1e9", "1e9")]
    [InlineData("=1+1", "=1+1")]
    public void A_number_is_kept_so_that_it_means_the_same_in_either_language(string typed, string kept)
    {
        var form = Form(Number("f1"));
        var draft = DraftReader.Take(form, _ => typed, Vi);

        draft["f1"].ShouldBe(kept);
        var (answers, problems) = DraftReader.Read(form, draft);
        var isNumber = kept.Length > 1 && decimal.TryParse(kept.AsSpan(1), CultureInfo.InvariantCulture, out _) && kept[0] == '=';
        problems.Count.ShouldBe(isNumber ? 0 : 1);
        answers["f1"].Number.HasValue.ShouldBe(isNumber);
        if (!isNumber)
        {
            DraftReader.Shown(draft, "f1").ShouldBe(typed, "what could not be read stays as it was typed");
        }
    }

    [Fact]
    public void A_draft_typed_in_Vietnamese_reads_right_in_English()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            var draft = DraftReader.Take(Form(Number("f1")), _ => "1.234,5", Vi);
            CultureInfo.CurrentCulture = En;
            DraftReader.Shown(draft, "f1").ShouldBe("1,234.5");
            DraftReader.Take(Form(Number("f1")), _ => DraftReader.Shown(draft, "f1"), En).ShouldBe(draft);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Only_the_forms_own_controls_are_taken_and_each_is_bounded()
    {
        var table = new ReportField { Number = 2, Code = "f2", Kind = FieldKinds.Table, Label = "Bảng", Detail = ReportField.DetailOf([new("Tên"), new("Số", "", true)]) };
        var form = Form(new ReportField { Number = 1, Code = "f1", Kind = FieldKinds.Text, Label = "Lời" }, table, new ReportField { Number = 3, Code = "f3", Kind = FieldKinds.Number, Label = "Hộ", Source = FigureSources.Reached });
        var draft = DraftReader.Take(form, name => name switch { "f1" => new string('x', 100_000) + "\u0000", "f2.0.0" => "a\u0007b", "f2.0.1" => "-5", "f3" => "999", _ => "tràn" }, Vi);

        draft["f1"].Length.ShouldBe(FormRules.LongestText + 1);
        draft["f2.0.0"].ShouldBe("ab");
        draft.ContainsKey("f3").ShouldBeFalse("people do not type what the system fills");
        draft.Count.ShouldBeLessThanOrEqualTo(1 + (2 * FormRules.FreeRows));
        var (_, problems) = DraftReader.Read(form, draft);
        problems.Select(problem => problem.Name).ShouldContain("f1");
        problems.Select(problem => problem.Name).ShouldContain("f2.0.1");
    }

    [Fact]
    public void The_ready_made_forms_keep_the_rules()
    {
        foreach (var form in ReadyForms.All)
        {
            FormRules.Problem(form.Title, form.Fields).ShouldBeNull(form.Code);
            form.Fields.Select(field => field.Number).ShouldBe(Enumerable.Range(1, form.Fields.Count));
            form.Fields.ShouldAllBe(field => field.LabelEn.Length > 0);
        }
    }

    [Fact]
    public void A_form_that_cannot_be_filled_is_refused()
    {
        FormRules.Problem("", [Number("f1")]).ShouldNotBeNull();
        FormRules.Problem("Mẫu", []).ShouldNotBeNull();
        FormRules.Problem("Mẫu", [new ReportField { Number = 1, Code = "f1", Kind = FieldKinds.Choice, Label = "Chọn", Detail = ReportField.DetailOf([new("Một")]) }]).ShouldNotBeNull();
        FormRules.Problem("Mẫu", [new ReportField { Number = 1, Code = "f1", Kind = FieldKinds.Text, Label = "Lời", Source = FigureSources.Reached }]).ShouldNotBeNull();
        FormRules.Problem("Mẫu", [new ReportField { Number = 1, Code = "f1", Kind = FieldKinds.Number, Label = "Số", Source = "coverage.invented" }]).ShouldNotBeNull();
        var wide = Enumerable.Range(1, 4).Select(number => new ReportField { Number = number, Code = $"f{number}", Kind = FieldKinds.Table, Label = "Bảng", Detail = ReportField.DetailOf(Enumerable.Range(0, 10).Select(column => new FieldPart($"c{column}"))) });
        FormRules.Problem("Mẫu", [.. wide]).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_form_that_is_ready_never_changes_and_the_next_version_leaves_it_as_it_was()
    {
        await using var units = await UnitsDatabase.SeededAsync("sqlite");
        var forms = new FormBook(units.Database, units.Audit, TimeProvider.System);
        var province = (await units.Directory.FindByCodeAsync("70", new DateOnly(2020, 7, 28)))!;
        var first = (await forms.FindAsync(await forms.FromTemplateAsync(province, ReadyForms.Find(ReadyForms.LeafletCode)!, Actor.System)))!;

        await Should.ThrowAsync<ReportRefusedException>(() => forms.SaveAsync(first, "Khác", "", [Number("f1")], Actor.System));
        var next = (await forms.FindAsync(await forms.NextVersionAsync(first, Actor.System)))!;
        (await forms.NextVersionAsync(first, Actor.System)).ShouldBe(next.Id, "an open draft is given back");
        await forms.SaveAsync(next, "Mẫu mới", "New form", [Number("f1"), new ReportField { Number = 2, Code = "f2", Kind = FieldKinds.Text, Label = "Lời" }], Actor.System);
        await forms.MakeReadyAsync((await forms.FindAsync(next.Id))!, Actor.System);

        (await forms.FindAsync(first.Id))!.ShouldSatisfyAllConditions(form => form.Fields.Count.ShouldBe(first.Fields.Count), form => form.Title.ShouldBe(first.Title), form => form.State.ShouldBe("retired"));
        (await forms.FindAsync(next.Id))!.ShouldSatisfyAllConditions(form => form.Version.ShouldBe(2), form => form.Fields.Count.ShouldBe(2), form => form.State.ShouldBe("ready"));
        (await forms.FromTemplateAsync(province, ReadyForms.Find(ReadyForms.LeafletCode)!, Actor.System)).ShouldBe(next.Id);
    }

    [Fact]
    public void Its_own_office_writes_the_superior_decides_and_nobody_else_reads()
    {
        const string province = "/1/70/", district = "/1/70/695/";
        var unit = new ReportSheet { UnitId = 695, UnitPath = district, Level = "district" };
        var department = new ReportSheet { UnitId = 70, UnitPath = province, OrganisationId = 5, Level = "organisation" };
        Membership[] districtOfficer = [new(Role.DistrictOfficer, 695, district)];
        Membership[] committee = [new(Role.ProvinceCommittee, 70, province)];
        Membership[] education = [new(Role.Department, 70, province, 5)];
        Membership[] culture = [new(Role.Department, 70, province, 6)];
        Membership[] paper = [new(Role.PressOffice, 70, province, 5)];
        Membership[] nobody = [new(Role.Department, 695, district)];
        Membership[] observer = [new(Role.Observer, 70, province)];

        districtOfficer.MayWrite(unit).ShouldBeTrue();
        committee.MayWrite(unit).ShouldBeFalse("a superior does not write for a unit below");
        nobody.MayWrite(unit).ShouldBeFalse();
        education.MayWrite(department).ShouldBeTrue();
        paper.MayWrite(department).ShouldBeTrue();
        culture.MayWrite(department).ShouldBeFalse();
        committee.MayWrite(department).ShouldBeFalse();
        committee.MayDecide(province).ShouldBeTrue();
        districtOfficer.MayDecide(province).ShouldBeFalse("nobody accepts their own report");
        districtOfficer.MayDecide(district).ShouldBeTrue("of what comes from its communes");
        culture.MayReadAt(province).ShouldBeFalse("a department reads no other's report, although it may read the province");
        observer.MayReadAt(province).ShouldBeTrue();
        observer.MayDecide(province).ShouldBeFalse();
    }

    private static ReportField Number(string code) => new() { Number = 1, Code = code, Kind = FieldKinds.Number, Label = "Số" };

    private static ReportForm Form(params ReportField[] fields) => new() { Title = "Mẫu", Fields = fields };
}
