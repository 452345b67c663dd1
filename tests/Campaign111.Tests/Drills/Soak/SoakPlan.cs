namespace Campaign111.Tests.Drills.Soak;

/// <summary>How big a soak is. All choices (what is tapped, what the network does, when the server dies) come from the seed; only the
/// scheduler's own timing does not.</summary>
/// <param name="Phones">Simulated phones, two to a commune.</param>
/// <param name="Taps">Entries that each phone makes.</param>
/// <param name="Kills">kill -9 of the server, spread evenly over the acknowledgements.</param>
/// <param name="MostInBatch">Entries in one request at most.</param>
/// <param name="Seed">Of everything random.</param>
internal sealed record SoakPlan(int Phones, int Taps, int Kills, int MostInBatch, int Seed = 111)
{
    public static SoakPlan Small { get; } = new(4, 100, 3, 10);

    public static SoakPlan Full { get; } = new(10, 2000, 20, 60);

    public static SoakPlan Current => Environment.GetEnvironmentVariable("CAMPAIGN111_DRILLS") == "1" ? Full : Small;

    public int Communes => (Phones + 1) / 2;

    public int AllTaps => Phones * Taps;
}

/// <summary>What the phones' program does wrong in a control run.</summary>
internal enum PhoneFault
{
    None,

    /// <summary>Each try makes new keys.</summary>
    NewKeyAtRetry,

    /// <summary>Whatever left the phone counts as stored.</summary>
    ForgetsWhenSent,
}

/// <summary>What the network does with one request.</summary>
internal enum Weather
{
    Clear,

    /// <summary>It never leaves the phone.</summary>
    RequestLost,

    /// <summary>The connection breaks in the middle of the body.</summary>
    RequestCut,

    /// <summary>The server answers; the phone never hears.</summary>
    AnswerLost,

    /// <summary>It arrives twice at the same moment.</summary>
    Twice,

    /// <summary>It arrives, and a copy once more later, after others.</summary>
    CopyLater,

    /// <summary>It arrives late, when the phone has given up and sent again: requests change their order.</summary>
    Overtaken,
}
