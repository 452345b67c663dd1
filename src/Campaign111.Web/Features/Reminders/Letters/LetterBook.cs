using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Office.Docx;

namespace Campaign111.Features.Reminders.Letters;

/// <summary>A drafted letter.</summary>
public sealed class Letter
{
    public long Id { get; init; }

    public long CampaignId { get; init; }

    public long UnitId { get; init; }

    public string UnitPath { get; init; } = "";

    public DateOnly AsOf { get; init; }

    public string Subject { get; init; } = "";

    /// <summary>How many units it names.</summary>
    public int Lagging { get; init; }

    public DateTimeOffset MadeAt { get; init; }

    /// <summary>With symbol; null until it is entered.</summary>
    public string? Number { get; init; }

    public DateOnly? IssuedOn { get; init; }

    /// <summary>The dispatch that it became, or null.</summary>
    public long? DispatchId { get; init; }
}

/// <summary>Keeps drafted letters, gives them as files, and makes dispatches of those that were signed.</summary>
public sealed class LetterBook(Database database, DispatchService dispatches, DispatchQueries queries, AuditLog audit, TimeProvider time)
{
    private const string Columns = "id, campaign_id, unit_id, unit_path, as_of, subject, lagging, made_at, number, issued_on, dispatch_id";

    private const string Insert = """
        INSERT INTO letter (campaign_id, unit_id, unit_path, as_of, subject, lagging, content, made_at, made_by)
        VALUES (@campaign, @unit, @path, @asOf, @subject, @lagging, @content, @now, @by)
        """;

    // The form sent again, since nobody saw its answer.
    private const string Same = """
        SELECT MAX(id) FROM letter
        WHERE campaign_id = @campaign AND unit_id = @unit AND as_of = @asOf AND subject = @subject AND content = @content AND made_by = @by AND dispatch_id IS NULL
        """;

    private const string Older = $"""
        SELECT {Columns} FROM letter
        WHERE campaign_id = @campaign AND unit_path >= @from AND unit_path < @to AND (@before IS NULL OR id < @before) ORDER BY id DESC
        """;

    private const string One = $"SELECT {Columns} FROM letter WHERE id = @id AND campaign_id = @campaign";

    private const string Content = "SELECT content FROM letter WHERE id = @id";

    private const string Issue = "UPDATE letter SET number = @number, issued_on = @issuedOn, dispatch_id = @dispatch WHERE id = @id AND dispatch_id IS NULL";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) } };

    /// <summary>Keeps a draft and returns its id; the same draft of the same person, sent again, is the one that is kept.</summary>
    public Task<long> AddAsync(Campaign campaign, Unit unit, LetterContent content, Actor actor) => database.WriteAsync(async session =>
    {
        var draft = new
        {
            campaign = campaign.Id,
            unit = unit.Id,
            path = unit.Path,
            asOf = content.AsOf,
            subject = content.Subject,
            lagging = content.Lagging.Count,
            content = JsonSerializer.Serialize(content, Json),
            now = time.GetUtcNow(),
            by = actor.AccountId,
        };
        if (await session.ScalarAsync<long?>(Same, draft) is { } known)
        {
            return known;
        }

        var id = await session.InsertAsync(Insert, draft);
        await audit.RecordAsync(session, actor, Entry("letter.drafted", id, unit.Id, new { campaign = campaign.Slug, content.AsOf, lagging = content.Lagging.Count, content.Subject }));
        return id;
    });

    /// <summary>Letters of a campaign from a subtree, newest first, below an id.</summary>
    public Task<IReadOnlyList<Letter>> PageAsync(long campaign, string path, long? before, int take) =>
        database.ReadAsync(session => session.PageAsync<Letter>(Older, new { campaign, from = path, to = UnitPath.End(path), before }, 0, take));

    public Task<Letter?> FindAsync(long campaign, long id) => database.ReadAsync(session => session.FirstAsync<Letter>(One, new { campaign, id }));

    public Task<LetterContent> ContentAsync(long id) =>
        database.ReadAsync(async session => JsonSerializer.Deserialize<LetterContent>(await session.SingleAsync<string>(Content, new { id }), Json)!);

    /// <summary>The letter as .docx; leaves an audit event with the file's hash.</summary>
    public async Task<byte[]> FileAsync(Letter letter, Actor actor)
    {
        var file = OfficialLetterWriter.Write(LetterDocument.Of(await ContentAsync(letter.Id), letter.Number, letter.IssuedOn));
        var hash = Convert.ToHexStringLower(SHA256.HashData(file));
        await database.WriteAsync(session => audit.RecordAsync(session, actor, Entry("letter.made", letter.Id, letter.UnitId, new { bytes = file.Length, sha256 = hash })));
        return file;
    }

    /// <summary>Enters number, day and signatory of the signed letter: it becomes a dispatch below the order that it enforces.</summary>
    /// <exception cref="CampaignRuleException">It is one already, or the rules of dispatches refuse it.</exception>
    public async Task<long> IssueAsync(Campaign campaign, Letter letter, Unit unit, string number, DateOnly issuedOn, string? signatory, Actor actor)
    {
        if (letter.DispatchId is not null)
        {
            throw new CampaignRuleException("Number", $"Công văn này đã vào sổ với số {letter.Number}.", $"This letter is entered already as {letter.Number}.");
        }

        if (issuedOn < letter.AsOf)
        {
            throw new CampaignRuleException("IssuedOn", $"Số liệu của công văn là ngày {letter.AsOf:d/M/yyyy}: ngày ban hành không thể trước ngày ấy.", $"The letter's figures are of {letter.AsOf:d/M/yyyy}: it cannot be issued before that day.");
        }

        var content = await ContentAsync(letter.Id);
        var full = number.Contains('/', StringComparison.Ordinal) ? number : $"{number}/{content.Symbol}";
        // The letter and its dispatch in one transaction: a crash between the two would leave a number that is taken by a letter which says it has none.
        return (await dispatches.EnterAsync(
            new DispatchDraft
            {
                CampaignId = campaign.Id,
                Kind = DispatchKind.Urging,
                ParentId = (await OrderAsync(campaign, unit))?.Id,
                Unit = unit,
                Number = full,
                IssuedOn = issuedOn,
                Issuer = LetterDrafting.AgencyOf(unit),
                Signatory = signatory,
                Subject = $"{char.ToUpper(content.Subject[0], Cultures.Vietnamese)}{content.Subject[1..]}",
                Recipients = string.Join('\n', content.To),
            },
            actor,
            async (session, dispatch) =>
            {
                await session.ExecuteAsync(Issue, new { id = letter.Id, number = full, issuedOn, dispatch });
                await audit.RecordAsync(session, actor, Entry("letter.issued", letter.Id, unit.Id, new { number = full, issuedOn, dispatch }));
            })).Id;
    }

    /// <summary>The order that a unit enforces: the newest of its own, else of the nearest unit above.</summary>
    public async Task<DispatchItem?> OrderAsync(Campaign campaign, Unit unit) =>
        (await queries.BookAsync(campaign.Id)).Dispatches
            .Where(item => item.Kind == DispatchKind.Order && unit.Path.StartsWith(item.UnitPath, StringComparison.Ordinal))
            .OrderByDescending(item => item.UnitPath.Length).ThenByDescending(item => item.IssuedOn).ThenByDescending(item => item.Id)
            .FirstOrDefault();

    private static AuditEntry Entry(string action, long id, long unit, object after) =>
        new(action, "letter", id.ToString(CultureInfo.InvariantCulture)) { UnitId = unit, After = after };
}
