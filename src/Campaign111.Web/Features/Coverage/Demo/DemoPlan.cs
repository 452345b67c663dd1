using System.Security.Cryptography;
using System.Text;
using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;

namespace Campaign111.Features.Coverage.Demo;

/// <summary>How a demo commune got on until 31/8/2020.</summary>
internal enum DemoProfile
{
    NotStarted,

    /// <summary>Started, then no entry for at least seven days on 1/9/2020.</summary>
    Silent,
    Completed,
    OnPace,
    Behind,
    FarBehind,
}

/// <summary>What is invented for one commune. Everything follows from the commune's code: the same demo each time.</summary>
internal sealed class DemoPlan
{
    private const int NotStarted = 8;
    private const int Silent = 10;
    private const int Completed = 6;
    private readonly DemoVisits visits;

    public DemoPlan(Unit commune, IReadOnlyList<Unit> hamlets, long households, DemoProfile profile, IReadOnlyList<string> registerHamlets)
    {
        Commune = commune;
        var random = new Random(Seed(commune.Code));
        Targets = [.. hamlets.Zip(Split(households, hamlets.Count, random), (hamlet, share) => (hamlet, share))];
        Registers = [.. Targets.Where(target => registerHamlets.Contains(target.Hamlet.Code)).Select(target => (target.Hamlet, Register(target.Hamlet, target.Households, random)))];
        visits = new DemoVisits(commune, profile, random);
    }

    public Unit Commune { get; }

    public IReadOnlyList<(Unit Hamlet, long Households)> Targets { get; }

    public IReadOnlyList<(Unit Hamlet, IReadOnlyList<(string Code, string Address)> Households)> Registers { get; }

    /// <summary>A profile for each commune: fixed numbers of the special ones, the rest mixed around the pace.</summary>
    public static Dictionary<string, DemoProfile> Profiles(IEnumerable<string> codes)
    {
        var profiles = new Dictionary<string, DemoProfile>(StringComparer.Ordinal);
        foreach (var (index, code) in codes.OrderBy(code => Seed("profile " + code)).Index())
        {
            profiles[code] = index < NotStarted ? DemoProfile.NotStarted
                : index < NotStarted + Silent ? DemoProfile.Silent
                : index < NotStarted + Silent + Completed ? DemoProfile.Completed
                : (index % 10) switch { < 5 => DemoProfile.OnPace, < 8 => DemoProfile.Behind, _ => DemoProfile.FarBehind };
        }

        return profiles;
    }

    public IEnumerable<IncomingEntry> Visits(Campaign campaign)
    {
        var registers = Registers.ToDictionary(register => register.Hamlet.Id, register => register.Households);
        return Targets.SelectMany(target => registers.TryGetValue(target.Hamlet.Id, out var households)
            ? visits.Register(campaign, target.Hamlet, households)
            : visits.Tally(campaign, target.Hamlet, target.Households));
    }

    // string.GetHashCode differs from run to run.
    private static int Seed(string text) => BitConverter.ToInt32(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>Shares of at least one household that add up exactly.</summary>
    private static List<long> Split(long households, int parts, Random random)
    {
        var weights = Enumerable.Range(0, parts).Select(_ => 0.7 + (0.6 * random.NextDouble())).ToList();
        var sum = weights.Sum();
        var shares = weights.Select(weight => (long)(households * weight / sum)).ToList();
        shares[^1] += households - shares.Sum();
        return shares;
    }

    private static List<(string Code, string Address)> Register(Unit hamlet, long households, Random random) =>
        [.. Enumerable.Range(1, (int)households).Select(number => ($"H{number:0000}", $"Tổ {random.Next(1, 9)}, {hamlet.FullName}"))];
}
