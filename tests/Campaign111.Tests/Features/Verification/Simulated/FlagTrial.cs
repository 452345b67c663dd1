using Campaign111.Features.Verification.Flags;

namespace Campaign111.Tests.Features.Verification.Simulated;

/// <summary>How often the rules ask honest communes, and how often they find invented figures. Seeded: the same each time.</summary>
public static class FlagTrial
{
    /// <summary>Honest communes of the whole trial.</summary>
    public const int Honest = 10_000;

    /// <summary>Communes a kind of fabrication in the whole trial.</summary>
    public const int Each = 1_000;

    /// <summary>Communes that were asked anything but weak hints, with the kinds.</summary>
    public static (int Asked, IReadOnlyDictionary<string, int> ByKind) FalseAlarms(int communes)
    {
        var kinds = new Dictionary<string, int>();
        var asked = 0;
        for (var seed = 1; seed <= communes; seed++)
        {
            var found = FlagRules.Of(new HonestCommune(seed).Month()).Where(finding => !finding.IsWeak).Select(finding => finding.Kind).Distinct().ToList();
            asked += found.Count > 0 ? 1 : 0;
            foreach (var kind in found)
            {
                kinds[kind] = kinds.GetValueOrDefault(kind) + 1;
            }
        }

        return (asked, kinds);
    }

    /// <summary>Share of communes of one fabrication that its question finds; every commune has a register hamlet and a tallied one.</summary>
    public static double Detected(Fabrication fabrication, int communes)
    {
        var (found, tried) = (0, 0);
        for (var seed = 1_000_000; tried < communes; seed++)
        {
            var honest = new HonestCommune(seed).Month();
            if (honest.Hamlets.All(hamlet => hamlet.IsRegister) || !honest.Hamlets.Any(hamlet => hamlet.IsRegister))
            {
                continue;
            }

            tried++;
            found += FlagRules.Of(fabrication.Do(honest, new Random(seed))).Any(finding => finding.Kind == fabrication.Kind) ? 1 : 0;
        }

        return (double)found / communes;
    }
}
