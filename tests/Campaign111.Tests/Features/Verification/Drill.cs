namespace Campaign111.Tests.Features.Verification;

/// <summary>Simulations run whole under <c>tests/run --drills</c>, and a seeded tenth of them otherwise.</summary>
internal static class Drill
{
    public static bool Full => Environment.GetEnvironmentVariable("CAMPAIGN111_DRILLS") == "1";
}
