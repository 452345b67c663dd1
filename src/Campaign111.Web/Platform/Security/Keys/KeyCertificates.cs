using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Campaign111.Platform.Security.Keys;

/// <summary>The certificates that encrypt the keys at rest. Without any the keys lie in the database in the clear, as readable as its rows.</summary>
/// <param name="Current">Encrypts from now on; null: none is configured.</param>
/// <param name="All">Those that decrypt: the current one and the one before it.</param>
/// <param name="Problem">Why a configured one cannot be used, and what to do; null when all is well.</param>
public sealed record KeyCertificates(X509Certificate2? Current, IReadOnlyList<X509Certificate2> All, string? Problem = null)
{
    /// <summary>Path of a .pfx file (or of a .pem file with certificate and RSA key); the password beside it.</summary>
    public const string Setting = "Campaign111:DataProtection:Certificate";

    /// <summary>The certificate of before, needed until no key is encrypted for it any longer; the password beside it.</summary>
    public const string FormerSetting = "Campaign111:DataProtection:FormerCertificate";

    private const string Password = "Password";

    /// <summary>Reads the files. What is wrong with them is told at the start (<see cref="Problem"/>), not thrown while services are registered.</summary>
    public static KeyCertificates Read(IConfiguration configuration)
    {
        try
        {
            var current = Load(configuration, Setting);
            var former = Load(configuration, FormerSetting);
            return new KeyCertificates(current, [.. new[] { current, former }.OfType<X509Certificate2>()]);
        }
        catch (Exception error) when (error is CryptographicException or IOException or UnauthorizedAccessException)
        {
            return new KeyCertificates(null, [], $"The certificate of {Setting} or {FormerSetting} cannot be used: {error.Message} Name a readable .pfx (with its password in {Setting}{Password}) or .pem file that holds an RSA key.");
        }
    }

    private static X509Certificate2? Load(IConfiguration configuration, string setting)
    {
        if (configuration[setting] is not { Length: > 0 } path)
        {
            return null;
        }

        var certificate = Path.GetExtension(path).Equals(".pem", StringComparison.OrdinalIgnoreCase)
            ? X509Certificate2.CreateFromPemFile(path)
            : X509CertificateLoader.LoadPkcs12FromFile(path, configuration[setting + Password]);
        using var key = certificate.GetRSAPrivateKey();
        return key is null ? throw new CryptographicException("It holds no RSA key.") : certificate;
    }
}
