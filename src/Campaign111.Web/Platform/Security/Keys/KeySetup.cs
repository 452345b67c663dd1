using Campaign111.Platform.Cli;
using Campaign111.Platform.Operations.Doctor;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace Campaign111.Platform.Security.Keys;

/// <summary>Registers the keys behind cookies, forms and protected values: in the database, encrypted at rest where a certificate is configured.</summary>
public static class KeySetup
{
    public static IServiceCollection AddKeys(this IServiceCollection services, IConfiguration configuration)
    {
        var certificates = KeyCertificates.Read(configuration);
        // The name is part of every protected value: another one would sign everybody out.
        var protection = services.AddDataProtection().SetApplicationName("Campaign111");
        if (certificates.All.Count > 0)
        {
            protection.UnprotectKeysWithAnyCertificate([.. certificates.All]);
        }

        services.AddSingleton(certificates);
        services.AddSingleton<KeyRepository>();
        services.AddOptions<KeyManagementOptions>().Configure<KeyRepository, KeyCertificates, ILoggerFactory>((options, repository, known, log) =>
        {
            options.XmlRepository = repository;
            options.XmlEncryptor = known.Current is { } certificate ? new CertificateXmlEncryptor(certificate, log) : null;
        });
        services.AddSingleton<IStartupStep, KeyStart>();
        services.AddScoped<IDoctorCheck, KeyCheck>();
        return services;
    }
}
