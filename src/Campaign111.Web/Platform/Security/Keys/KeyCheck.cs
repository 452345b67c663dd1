using System.Runtime.CompilerServices;
using Campaign111.Platform.Operations.Doctor;

namespace Campaign111.Platform.Security.Keys;

/// <summary>The keys at rest, and the certificate that encrypts them.</summary>
public sealed class KeyCheck(KeyCertificates certificates, TimeProvider time) : IDoctorCheck
{
    private static readonly TimeSpan Soon = TimeSpan.FromDays(30);

    public int Order => 6;

    public bool WithoutDatabase => true;

    public async IAsyncEnumerable<Finding> LookAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        await Task.CompletedTask;
        yield return certificates.Problem is { } problem ? new Finding(Condition.Bad, "the keys of cookies cannot be read", problem)
            : certificates.Current is not { } certificate ? new Finding(Condition.Good, "the keys of cookies lie in the database, readable by whoever reads it (no certificate is configured)")
            : certificate.NotAfter.ToUniversalTime() < time.GetUtcNow().UtcDateTime + Soon ? new Finding(Condition.Warning,
                $"the certificate of the keys ends on {certificate.NotAfter:yyyy-MM-dd}", $"Name a new one in {KeyCertificates.Setting} and this one in {KeyCertificates.FormerSetting}.")
            : new Finding(Condition.Good, $"the keys of cookies are encrypted; their certificate ends on {certificate.NotAfter:yyyy-MM-dd}");
    }
}
