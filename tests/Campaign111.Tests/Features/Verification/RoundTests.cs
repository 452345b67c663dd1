using System.Net;
using AngleSharp.Html.Dom;
using Campaign111.Features.Campaigns;
using Campaign111.Features.Campaigns.Calendar;
using Campaign111.Features.Coverage;
using Campaign111.Features.Hierarchy;
using Campaign111.Features.Reminders;
using Campaign111.Features.Verification;
using Campaign111.Features.Verification.Rounds;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;
using Campaign111.Platform.Security;
using Campaign111.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Campaign111.Tests.Features.Verification;

/// <summary>A round from the draw to the verdict, through the pages and the services of a running demo.</summary>
public class RoundTests
{
    private const string Slug = "binh-phuoc-2020";
    private const string DrawPage = $"/campaigns/{Slug}/checks/draw/25384";

    [Fact]
    public async Task The_district_draws_the_inspector_answers_and_the_result_stands_beside_the_unchanged_figure()
    {
        await using var app = await DemoApp.CreateAsync();
        var before = await CoverageAsync(app, "25378");
        using var district = await app.SignedInAsync("tinh.binhphuoc");
        using var drawn = await district.SubmitAsync($"/campaigns/{Slug}/checks/draw/25378", "draw", ("Design", "lqas"), ("Seed", "thử"), ("BadPercent", "40"));
        drawn.StatusCode.ShouldBe(HttpStatusCode.Redirect, await drawn.Content.ReadAsStringAsync());
        var id = long.Parse(drawn.Headers.Location!.ToString().Split('/')[^1], System.Globalization.CultureInfo.InvariantCulture);
        var inspector = await InspectorOfAsync(app, id);
        (await district.PageAsync($"/campaigns/{Slug}/checks/rounds/{id}")).Body!.TextContent.ShouldContain("rút lại cho đúng mẫu này");

        await AnswerAllAsync(app, id, inspector, CheckOutcomes.Remembers);

        (await CheckAsync(app, id)).Verdict.ShouldBe("accept");
        var page = await district.PageAsync($"/campaigns/{Slug}/checks/rounds/{id}");
        page.QuerySelector(".figures")!.TextContent.ShouldContain("nhận lô");
        page.QuerySelector(".figures")!.TextContent.ShouldContain("LQAS không cho tỷ lệ");
        var after = await CoverageAsync(app, "25378");
        (after.Reached, after.Target, after.Entries).ShouldBe((before.Reached, before.Target, before.Entries));
    }

    [Fact]
    public async Task The_commune_sees_the_households_only_after_the_visits_and_orders_no_check_itself()
    {
        await using var app = await DemoApp.CreateAsync();
        using var commune = await app.SignedInAsync("xa.25318");
        var open = (await RoundsAsync(app)).First(round => round.IsOpen);

        var page = await commune.PageAsync($"/campaigns/{Slug}/checks/rounds/{open.Id}");
        page.QuerySelectorAll("tbody tr").ShouldBeEmpty();
        page.Body!.TextContent.ShouldContain("chỉ hiện sau khi kiểm tra xong");
        using var form = await commune.GetAsync($"/campaigns/{Slug}/checks/draw/25318");
        form.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using var walk = await commune.GetAsync($"/checks/rounds/{open.Id}");
        walk.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var elsewhere = await app.SignedInAsync("xa.25384");
        using var hidden = await elsewhere.GetAsync($"/campaigns/{Slug}/checks/rounds/{open.Id}");
        hidden.StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        var inspector = open.InspectorId;
        await AnswerAllAsync(app, open.Id, inspector, CheckOutcomes.Forgot);
        (await commune.PageAsync($"/campaigns/{Slug}/checks/rounds/{open.Id}")).QuerySelectorAll("tbody tr").Length.ShouldBeGreaterThan(10);
    }

    [Fact]
    public async Task An_inspector_answers_on_the_phone_page_and_an_answer_sent_twice_counts_once()
    {
        await using var app = await DemoApp.CreateAsync();
        using var phone = await app.SignedInAsync("kiemtra.25321");
        (await phone.PageAsync("/checks")).Body!.TextContent.ShouldContain("Tân Thành");
        var open = (await RoundsAsync(app)).First(round => round.IsOpen);
        var page = await phone.PageAsync($"/checks/rounds/{open.Id}");
        page.QuerySelectorAll("form.walk").Length.ShouldBe(open.Sample + open.OtherSample);
        var form = (IHtmlFormElement)page.QuerySelector("form.walk")!;
        var fields = form.QuerySelectorAll("input").Cast<IHtmlInputElement>().ToDictionary(input => input.Name!, input => input.Value);
        fields["answer[0].Outcome"] = CheckOutcomes.Remembers;

        for (var i = 0; i < 2; i++)
        {
            using var content = new FormUrlEncodedContent(fields);
            using var sent = await phone.Client.PostAsync(new Uri($"/checks/rounds/{open.Id}/answers", UriKind.Relative), content);
            sent.StatusCode.ShouldBe(HttpStatusCode.Redirect, await sent.Content.ReadAsStringAsync());
        }

        (await CountAsync(app, $"SELECT COUNT(*) FROM spot_check_answer a JOIN spot_check_visit v ON v.id = a.visit_id WHERE v.spot_check_id = {open.Id}")).ShouldBe(1);
        fields["answer[0].Outcome"] = "perhaps";
        fields["answer[0].Key"] = Guid.NewGuid().ToString();
        using var wrong = new FormUrlEncodedContent(fields);
        using var refused = await phone.Client.PostAsync(new Uri($"/checks/rounds/{open.Id}/answers", UriKind.Relative), wrong);
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task Nobody_checks_their_own_commune_neither_at_the_draw_nor_after_a_change_of_roles()
    {
        await using var app = await DemoApp.CreateAsync();
        var (campaign, own) = await UnitAsync(app, "25321");
        await using var scope = app.Services.CreateAsyncScope();
        var inspectors = scope.ServiceProvider.GetRequiredService<Inspectors>();
        var (_, other) = await UnitAsync(app, "25318");
        var person = (await inspectors.ForAsync(campaign, other)).Single(one => one.From.Id == own.Id);
        (await inspectors.ForAsync(campaign, own)).ShouldNotContain(one => one.AccountId == person.AccountId);
        await Should.ThrowAsync<CheckRefusedException>(() => scope.ServiceProvider.GetRequiredService<SpotChecks>().DrawAsync(
            new DrawRequest(campaign, own, CheckDesigns.Proportion) { InspectorId = person.AccountId, VisitBy = new DateOnly(2020, 9, 10) }, Actor.System));

        var open = (await RoundsAsync(app)).First(round => round.IsOpen && round.InspectorId == person.AccountId);
        await ExecuteAsync(app, $"INSERT INTO membership (account_id, unit_id, unit_path, role, created_at) SELECT {person.AccountId}, id, path, 'collaborator', '2020-08-01' FROM unit WHERE id = {open.UnitId}");
        app.Services.GetRequiredService<Campaign111.Features.Accounts.AccessCache>().Forget();

        (await inspectors.MayAsync(person.AccountId, other)).ShouldBeFalse();
        await Should.ThrowAsync<CheckRefusedException>(() => AnswerAllAsync(app, open.Id, person.AccountId, CheckOutcomes.Remembers));
    }

    [Fact]
    public async Task A_lot_that_is_not_accepted_becomes_an_obligation_that_the_next_accepted_round_discharges()
    {
        await using var app = await DemoApp.CreateAsync();
        var owed = (await RoundsAsync(app)).Single(round => round.OwesRecheck);
        var (campaign, commune) = await UnitAsync(app, "25381");
        var book = app.Services.GetRequiredService<ObligationBook>();
        var query = new ObligationQuery(commune.Path, [], new DateOnly(2020, 8, 1), new DateOnly(2020, 12, 31));
        var obligation = (await book.ListAsync(query)).Single(one => one.Kind == ObligationKind.Recheck);
        (obligation.Day, obligation.Done).ShouldBe((owed.RecheckBy!.Value, false));
        (await book.ListAsync(query with { Reach = campaign.UnitPath })).ShouldContain(one => one.Key == obligation.Key);
        using var communeOfficer = await app.SignedInAsync("xa.25381");
        (await communeOfficer.PageAsync("/calendar")).Body!.TextContent.ShouldContain("không đạt");

        await using var scope = app.Services.CreateAsyncScope();
        var ladder = scope.ServiceProvider.GetRequiredService<ReminderPlanner>();
        var dayBefore = owed.RecheckBy!.Value.AddDays(-1);
        var due = (await ladder.DueAsync(campaign, dayBefore)).Single(reminder => reminder.Owed?.Key == obligation.Key);
        (due.Code, due.Told, due.Owed!.Href).ShouldBe(("t-1", "commune", obligation.Href));
        var id = await scope.ServiceProvider.GetRequiredService<SpotChecks>().DrawAsync(
            new DrawRequest(campaign, commune, CheckDesigns.Lqas) { InspectorId = owed.InspectorId, VisitBy = new DateOnly(2020, 9, 10), FollowsId = owed.Id }, Actor.System);
        await AnswerAllAsync(app, id, owed.InspectorId, CheckOutcomes.Remembers);

        (await CheckAsync(app, owed.Id)).OwesRecheck.ShouldBeFalse();
        (await book.ListAsync(query)).Single(one => one.Key == obligation.Key).Done.ShouldBeTrue();
        (await ladder.DueAsync(campaign, dayBefore)).ShouldNotContain(reminder => reminder.Owed != null);
    }

    [Fact]
    public async Task A_second_open_round_impossible_numbers_and_ends_without_reason_are_refused()
    {
        await using var app = await DemoApp.CreateAsync();
        using var province = await app.SignedInAsync("tinh.binhphuoc");
        using var second = await province.SubmitAsync($"/campaigns/{Slug}/checks/draw/25318", "draw");
        second.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Browser.ParseAsync(second)).QuerySelector("[role=alert]")!.TextContent.ShouldContain("chưa xong");
        using var turned = await province.SubmitAsync(DrawPage, "draw", ("GoodPercent", "50"), ("BadPercent", "60"));
        turned.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var open = (await RoundsAsync(app)).First(round => round.IsOpen);
        using var silent = await province.SubmitAsync($"/campaigns/{Slug}/checks/rounds/{open.Id}", $"/campaigns/{Slug}/checks/rounds/{open.Id}/cancel", ("reason", " "));
        silent.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using var ended = await province.SubmitAsync($"/campaigns/{Slug}/checks/rounds/{open.Id}", $"/campaigns/{Slug}/checks/rounds/{open.Id}/cancel", ("reason", "Trời mưa"));
        ended.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await CheckAsync(app, open.Id)).State.ShouldBe("cancelled");
    }

    private static async Task AnswerAllAsync(AppFactory app, long id, long inspector, string outcome)
    {
        var answers = app.Services.GetRequiredService<CheckAnswers>();
        var queries = app.Services.GetRequiredService<SpotCheckQueries>();
        var check = await CheckAsync(app, id);
        var visits = CheckResult.Of(check, await queries.VisitsAsync(id));
        await answers.StoreAsync(check, [.. visits.Active.Concat(visits.Others).Select(visit => new CheckAnswer(visit.Id, Guid.CreateVersion7(), outcome, null))], new Actor(inspector, "kiemtra"));
    }

    private static async Task<SpotCheck> CheckAsync(AppFactory app, long id) => (await app.Services.GetRequiredService<SpotCheckQueries>().FindAsync(id))!;

    private static async Task<long> InspectorOfAsync(AppFactory app, long id) => (await CheckAsync(app, id)).InspectorId;

    private static async Task<IReadOnlyList<SpotCheck>> RoundsAsync(AppFactory app)
    {
        var campaign = await app.Services.GetRequiredService<ICampaignDirectory>().FindAsync(Slug);
        return await app.Services.GetRequiredService<SpotCheckQueries>().WithinAsync(campaign!.Id, campaign.UnitPath);
    }

    private static async Task<(Campaign Campaign, Unit Unit)> UnitAsync(AppFactory app, string code)
    {
        var campaign = await app.Services.GetRequiredService<ICampaignDirectory>().FindAsync(Slug);
        return (campaign!, (await app.Services.GetRequiredService<UnitDirectory>().FindByCodeAsync(code, campaign!.TreeDate))!);
    }

    private static async Task<CoverageFigure> CoverageAsync(AppFactory app, string code)
    {
        var (campaign, unit) = await UnitAsync(app, code);
        await using var scope = app.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ICoverageFigures>().OfAsync(campaign.Id, unit);
    }

    private static Task<long> CountAsync(AppFactory app, string sql) => app.Services.GetRequiredService<Database>().ReadAsync(session => session.ScalarAsync<long>(sql));

    private static Task<int> ExecuteAsync(AppFactory app, string sql) => app.Services.GetRequiredService<Database>().WriteAsync(session => session.ExecuteAsync(sql));
}
