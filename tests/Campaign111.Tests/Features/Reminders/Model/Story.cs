using Campaign111.Features.Reminders;

namespace Campaign111.Tests.Features.Reminders.Model;

/// <summary>What happens, before the morning's sweep.</summary>
internal enum Happening
{
    Reached,
    SettledOtherwise,
    ProvinceAmends,
    CommuneSetsOwnDay,
    Acknowledged,
    Rests,
}

/// <summary>One event of a story. Amount: households, or days by which a deadline moves.</summary>
internal sealed record StoryEvent(int Day, Happening What, int Campaign, int Unit, int Amount);

/// <summary>A random world and what happens in it. Days count from <see cref="Start"/>.</summary>
internal sealed record Story
{
    public const int Communes = 4;
    public const int Campaigns = 2;
    public const int Length = 52;

    /// <summary>A Monday.</summary>
    public static readonly DateOnly Start = new(2020, 8, 24);

    /// <summary>District of each commune, 0 or 1; null: directly below the province.</summary>
    public int?[] Homes { get; init; } = [];

    /// <summary>Who has an officer: the communes, the two districts, the province.</summary>
    public bool[] Staffed { get; init; } = [];

    /// <summary>One officer for the first two communes.</summary>
    public bool Shared { get; init; }

    public long[] Targets { get; init; } = [];

    /// <summary>First day of each campaign, and days to its last.</summary>
    public (int Start, int Length)[] Plans { get; init; } = [];

    public Rung[] Rungs { get; init; } = [];

    public int[] Holidays { get; init; } = [];

    public StoryEvent[] Events { get; init; } = [];

    public static Story Of(int seed)
    {
        var random = new Random(seed);
        return new Story
        {
            Homes = [.. Enumerable.Range(0, Communes).Select(_ => random.Next(3) is var home and < 2 ? home : (int?)null)],
            Staffed = [.. Enumerable.Range(0, Communes + 3).Select(_ => random.Next(5) > 0)],
            Shared = random.Next(2) == 0,
            Targets = [.. Enumerable.Range(0, Communes).Select(_ => random.Next(8) == 0 ? 0L : random.Next(1, 60))],
            Plans = [.. Enumerable.Range(0, Campaigns).Select(_ => (random.Next(0, 8), random.Next(14, 40)))],
            Rungs = [.. Ladder.Default(random.Next(3, 9)).Rungs.Where(_ => random.Next(6) > 0).Select(rung => rung with { NeedsAck = random.Next(3) == 0 })],
            Holidays = [.. Enumerable.Range(0, Length + 40).Where(_ => random.Next(12) == 0)],
            Events = [.. Enumerable.Range(0, random.Next(0, 60)).Select(_ => Event(random)).OrderBy(happened => happened.Day)],
        };
    }

    /// <summary>Simpler stories: with one event or holiday less.</summary>
    public IEnumerable<Story> Simpler() =>
        Events.Select((_, i) => this with { Events = [.. Events.Where((_, j) => j != i)] })
            .Concat(Holidays.Length > 0 ? [this with { Holidays = [] }] : []);

    public override string ToString() =>
        $"homes {string.Join(',', Homes)} staffed {string.Join(',', Staffed)} shared {Shared} targets {string.Join(',', Targets)} plans {string.Join(' ', Plans)} "
        + $"rungs {string.Join(' ', Rungs.Select(rung => rung.Code + (rung.Kind == RungKind.Silent ? rung.Days : "") + (rung.NeedsAck ? "!" : "")))} holidays {string.Join(',', Holidays)}\n"
        + string.Join('\n', Events.AsEnumerable());

    private static StoryEvent Event(Random random)
    {
        var what = random.Next(10) switch
        {
            < 5 => Happening.Reached,
            5 => Happening.SettledOtherwise,
            6 => Happening.ProvinceAmends,
            7 => Happening.CommuneSetsOwnDay,
            8 => Happening.Acknowledged,
            _ => Happening.Rests,
        };
        return new StoryEvent(random.Next(Length), what, random.Next(Campaigns), random.Next(Communes), what is Happening.Reached or Happening.SettledOtherwise ? random.Next(1, 25) : random.Next(-12, 16));
    }
}
