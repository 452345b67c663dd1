namespace Campaign111.Platform.Operations.Doctor;

/// <summary>How bad it is.</summary>
public enum Condition
{
    Good,

    /// <summary>Works, but somebody should look.</summary>
    Warning,

    /// <summary>Something does not work, or data is at risk.</summary>
    Bad,
}

/// <summary>One thing that was looked at.</summary>
/// <param name="Condition">How it is.</param>
/// <param name="What">What was looked at and found, one line.</param>
/// <param name="Advice">What to do; empty when good.</param>
public sealed record Finding(Condition Condition, string What, string Advice = "");

/// <summary>Looks at one part of an installation for the <c>doctor</c> command. It changes nothing and ends within seconds.</summary>
public interface IDoctorCheck
{
    /// <summary>Checks run in this order: what others stand on first.</summary>
    int Order { get; }

    /// <summary>False: without the database it cannot say anything.</summary>
    bool WithoutDatabase => false;

    IAsyncEnumerable<Finding> LookAsync(CancellationToken cancel);
}
