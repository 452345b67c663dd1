using Campaign111.Features.Campaigns;
using Campaign111.Platform.Localisation;

namespace Campaign111.Features.Reminders;

/// <summary>A rung as the form has it: before or after the last day, or silence, and how many days.</summary>
public sealed class RungForm
{
    public const string Before = "before";
    public const string After = "after";
    public const string Silent = "silent";

    public string Kind { get; set; } = Before;

    /// <summary>Empty: no rung.</summary>
    public int? Days { get; set; }

    public RungCondition When { get; set; }

    public bool Commune { get; set; }

    public bool District { get; set; }

    public bool Province { get; set; }

    public bool NeedsAck { get; set; }

    public static RungForm Of(Rung rung) => new()
    {
        Kind = rung.Kind == RungKind.Silent ? Silent : rung.Days > 0 ? After : Before,
        Days = Math.Abs(rung.Days),
        When = rung.When,
        Commune = rung.Tells.HasFlag(RungAudience.Commune),
        District = rung.Tells.HasFlag(RungAudience.District),
        Province = rung.Tells.HasFlag(RungAudience.Province),
        NeedsAck = rung.NeedsAck,
    };

    public Rung ToRung() => new(
        Kind == Silent ? RungKind.Silent : RungKind.Time,
        Kind == Before ? -Days!.Value : Days!.Value,
        When,
        (Commune ? RungAudience.Commune : 0) | (District ? RungAudience.District : 0) | (Province ? RungAudience.Province : 0),
        NeedsAck);
}

/// <summary>The ladder as the form has it.</summary>
public sealed class LadderForm
{
    private const int MostDays = 366;

    public List<RungForm> Rungs { get; set; } = [];

    /// <summary>What is wrong with it, in the current language; empty: it can be saved.</summary>
    public IReadOnlyList<string> Problems()
    {
        var filled = Filled();
        var found = new List<string>();
        if (filled.Count is 0 or > LadderBook.MostRungs)
        {
            found.Add(Text.Of($"Cần ít nhất một bậc và nhiều nhất {LadderBook.MostRungs} bậc.", $"At least one rung is needed, and at most {LadderBook.MostRungs}."));
        }

        if (filled.Any(rung => rung.Days is < 0 or > MostDays || (rung.Days == 0 && rung.Kind != RungForm.Before)))
        {
            found.Add(Text.Of($"Số ngày phải từ 1 đến {MostDays}; 0 ngày trước hạn là ngày cuối.", $"Days must be 1 to {MostDays}; 0 days before is the last day itself."));
        }

        if (filled.Any(rung => rung is { Commune: false, District: false, Province: false }))
        {
            found.Add(Text.Of("Mỗi bậc phải nhắc ít nhất một cấp.", "Each rung must tell at least one level."));
        }

        if (filled.Count(rung => rung.Kind == RungForm.Silent) > 1 || filled.DistinctBy(rung => (rung.Kind, rung.Days)).Count() < filled.Count)
        {
            found.Add(Text.Of("Có hai bậc trùng ngày, hoặc hai bậc im lặng. Hãy bỏ bớt một bậc.", "Two rungs stand on the same day, or two count silence. Leave one out."));
        }

        return found;
    }

    public IReadOnlyList<Rung> ToRungs() => [.. Filled().Select(rung => rung.ToRung())];

    private List<RungForm> Filled() => [.. Rungs.Where(rung => rung.Days is not null)];
}

/// <summary>Model of the ladder's page.</summary>
/// <param name="Campaign">The campaign.</param>
/// <param name="Form">As saved, or as it came back.</param>
/// <param name="IsOwn">The campaign has a ladder of its own.</param>
/// <param name="Policy">What the committee allows.</param>
/// <param name="HasWebhook">The installation has an SMS gateway.</param>
/// <param name="HasZalo">The installation has Zalo.</param>
/// <param name="Problems">Why it was not saved.</param>
public sealed record LadderModel(Campaign Campaign, LadderForm Form, bool IsOwn, ReminderPolicy Policy, bool HasWebhook, bool HasZalo, IReadOnlyList<string> Problems);
