using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Office;

namespace Campaign111.Features.Coverage.Register;

/// <summary>Which heading of a file is which column of the register; null where the file has none.</summary>
/// <param name="Hamlet">A hamlet's code, name, or commune/hamlet. Null with <see cref="Only"/>.</param>
/// <param name="Code">The household's code.</param>
/// <param name="Address">The address line.</param>
/// <param name="Only">Code of the one hamlet to which all rows belong.</param>
/// <param name="Label">The head of the household, where the commune keeps labels.</param>
public sealed record RegisterMapping(string? Hamlet, string? Code, string? Address, string? Only, string? Label = null);

/// <summary>A file as its preview shows it.</summary>
/// <param name="Headings">Those that may be mapped, labels apart.</param>
/// <param name="Labels">Those that may be mapped as the label; none where the commune keeps no labels.</param>
/// <param name="Dropped">Headings of personal data: not read, not kept.</param>
/// <param name="Rows">The first rows, cells in the order of <paramref name="Headings"/>.</param>
/// <param name="Guess">The mapping that the headings suggest.</param>
public sealed record RegisterPreview(
    IReadOnlyList<string> Headings, IReadOnlyList<string> Labels, IReadOnlyList<string> Dropped, IReadOnlyList<IReadOnlyList<string>> Rows, RegisterMapping Guess);

/// <summary>Imports the households of one commune from CSV or XLSX by page: preview, mapping, dry run, then all or nothing.</summary>
public sealed class RegisterFile(HouseholdRegister register, HouseholdCards cards, HouseholdLabels labels)
{
    /// <summary>Larger files go through the command line.</summary>
    public const int MostBytes = 4 << 20;

    private const int SampleRows = 50;
    private const int ShownRows = 5;

    private static readonly TableSchema Known = new(
        new TableColumn("hamlet", "place", "mã thôn", "thôn", "tên thôn", "thôn ấp", "ấp", "khu phố", "địa bàn", "hamlet_code"),
        new TableColumn("code", "mã hộ", "số hộ khẩu", "mã", "stt hộ", "household", "household_code"),
        new TableColumn("address", "địa chỉ", "số nhà", "nơi ở", "tổ"));

    /// <summary>The headings, the personal ones among them, the first rows, and a guess.</summary>
    /// <exception cref="TableFileException">The file as a whole can't be read.</exception>
    public static RegisterPreview Preview(RegisterUpload upload, bool keepsLabels)
    {
        using var stream = new MemoryStream(upload.Content);
        using var table = TableFile.Open(stream, upload.FileName);
        var headings = table.Header.Where(heading => heading.Length > 0).ToList();
        if (headings.GroupBy(heading => TextFold.Fold(heading).Replace(" ", "", StringComparison.Ordinal)).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new TableFileException(new BilingualText(
                $"Dòng {table.HeaderLine}: cột '{twice.First()}' có hai lần. Đổi tên hoặc xoá bớt một cột rồi gửi lại.",
                $"Line {table.HeaderLine}: the column '{twice.First()}' is there twice. Rename or remove one and send the file again."));
        }

        // Headings of signs alone fold to nothing and cannot be told apart.
        headings = [.. headings.Where(heading => TextFold.Fold(heading).Length > 0)];
        var schema = new TableSchema([.. headings.Select(heading => new TableColumn(heading))]);
        var sample = table.Read(schema).Take(SampleRows).ToList();
        var named = keepsLabels ? headings.Where(heading => PersonalColumns.IsLabel(heading, sample.Select(row => row[heading]))).ToList() : [];
        var dropped = headings.Except(named).Where(heading => PersonalColumns.IsPersonal(heading, sample.Select(row => row[heading]))).ToList();
        var kept = headings.Except(dropped).Except(named).ToList();
        string? Guess(string name) => kept.FirstOrDefault(heading => Known.Find(heading)?.Name == name);
        return new RegisterPreview(
            kept, named, dropped, [.. sample.Take(ShownRows).Select(row => kept.Select(heading => row[heading]).ToList())], new RegisterMapping(Guess("hamlet"), Guess("code"), Guess("address"), null, named.FirstOrDefault()));
    }

    /// <summary>Reads all rows by a mapping, and writes them when every one is good and it is no dry run.</summary>
    /// <exception cref="TableFileException">The file as a whole can't be read, or the mapping lacks a column.</exception>
    public async Task<TableImportResult> RunAsync(
        RegisterUpload upload, RegisterPreview preview, RegisterMapping mapping, Unit commune, IReadOnlyList<Unit> hamlets, bool dryRun, Actor actor, CancellationToken cancel)
    {
        var kept = preview.Headings;
        if (mapping.Code is null || !kept.Contains(mapping.Code) || (mapping.Only is null && (mapping.Hamlet is null || !kept.Contains(mapping.Hamlet))))
        {
            throw new TableFileException(new BilingualText("Chọn cột mã hộ, và cột thôn hoặc một thôn cho cả tệp.", "Choose the column of the household's code, and the column of the hamlet or one hamlet for all rows."));
        }

        var address = mapping.Address is { } heading && kept.Contains(heading) ? heading : null;
        var label = mapping.Label is { } name && preview.Labels.Contains(name) ? name : null;
        var columns = new[] { mapping.Code, mapping.Only is null ? mapping.Hamlet : null, address, label }
            .OfType<string>().Distinct().Select(column => new TableColumn(column) { Required = column != address && column != label });
        using var stream = new MemoryStream(upload.Content);
        using var table = TableFile.Open(stream, upload.FileName);
        var (inputs, named, errors, seen, rows) = (new List<HouseholdInput>(), new List<(long, string, string)>(), new List<TableError>(), new Dictionary<(long, string), int>(), 0);
        foreach (var row in table.Read(new TableSchema([.. columns])))
        {
            rows++;
            if (Read(row, mapping with { Address = address }, commune, hamlets, seen) is { } input)
            {
                inputs.Add(input);
                ReadLabel(row, label, input, named);
            }

            errors.AddRange(row.Errors);
        }

        if (errors.Count > 0)
        {
            return new TableImportResult(rows, errors, dryRun);
        }

        var (added, changed) = dryRun ? await CompareAsync(inputs) : await register.SaveAsync(
            actor, inputs, session => label is null ? Task.CompletedTask : labels.SaveAsync(session, commune, named), cancel);
        return new TableImportResult(rows, [], dryRun) { Added = added, Changed = changed, Unchanged = rows - added - changed };
    }

    private static HouseholdInput? Read(TableRow row, RegisterMapping mapping, Unit commune, IReadOnlyList<Unit> hamlets, Dictionary<(long, string), int> seen)
    {
        var (code, address) = (row[mapping.Code!], mapping.Address is null ? "" : row[mapping.Address]);
        var named = mapping.Only ?? row[mapping.Hamlet!];
        var hamlet = Find(hamlets, commune, named);
        if (hamlet is null && named.Length > 0)
        {
            row.Fail(mapping.Hamlet ?? "hamlet", $"{commune.FullName} không có thôn '{TableRow.Short(named)}'. Ghi mã như thon-3 hoặc tên thôn.", $"{commune.FullName} has no hamlet '{TableRow.Short(named)}'. Write its code, like thon-3, or its name.");
        }

        if (code.Length > 0 && VietnameseAndEnglish(() => HouseholdRegister.Problem(code, address)) is { } problem)
        {
            row.Fail(HouseholdRegister.Problem(code, "") is null ? mapping.Address! : mapping.Code!, problem.Vi, problem.En);
        }

        if (PersonalColumns.IsNumberOfAPerson(address))
        {
            row.Fail(mapping.Address!, "Địa chỉ có số giống số điện thoại hoặc giấy tờ. Xoá số đó.", "The address holds what looks like a telephone or identity number. Remove it.");
        }

        if (hamlet is null || code.Length == 0)
        {
            return null;
        }

        if (!seen.TryAdd((hamlet.Id, code), row.Line))
        {
            row.Fail(mapping.Code!, $"Mã hộ này đã có ở dòng {seen[(hamlet.Id, code)]}.", $"This code stands at line {seen[(hamlet.Id, code)]} already.");
        }

        return new HouseholdInput(hamlet, code, address);
    }

    private static void ReadLabel(TableRow row, string? column, HouseholdInput input, List<(long, string, string)> named)
    {
        if (column is not null && VietnameseAndEnglish(() => LabelText.Problem(row[column])) is { } problem)
        {
            row.Fail(column, problem.Vi, problem.En);
        }
        else if (column is not null)
        {
            named.Add((input.Hamlet.Id, input.Code, row[column]));
        }
    }

    private static Unit? Find(IReadOnlyList<Unit> hamlets, Unit commune, string named)
    {
        var prefix = $"{commune.Code}/";
        var text = named.StartsWith(prefix, StringComparison.Ordinal) ? named[prefix.Length..] : named;
        var folded = TextFold.Fold(text);
        return hamlets.FirstOrDefault(hamlet => hamlet.Code == text)
            ?? hamlets.FirstOrDefault(hamlet => folded.Length > 0 && (TextFold.Fold(hamlet.FullName) == folded || TextFold.Fold(hamlet.Name) == folded));
    }

    private static (string Vi, string En)? VietnameseAndEnglish(Func<string?> text) => text() is { } said ? (said, said) : null;

    private async Task<(int Added, int Changed)> CompareAsync(List<HouseholdInput> inputs)
    {
        var known = await cards.OfHamletsAsync(inputs.Select(input => input.Hamlet.Id));
        var added = inputs.Count(input => !known.ContainsKey((input.Hamlet.Id, input.Code)));
        var changed = inputs.Count(input => known.TryGetValue((input.Hamlet.Id, input.Code), out var row) && (row.Address != input.Address || row is { ClosedAt: not null, MergedInto: null }));
        return (added, changed);
    }
}
