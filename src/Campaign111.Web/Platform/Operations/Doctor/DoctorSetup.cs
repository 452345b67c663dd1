using Campaign111.Platform.Cli;

namespace Campaign111.Platform.Operations.Doctor;

/// <summary>The <c>doctor</c> command and what the platform lets it look at; features add their own <see cref="IDoctorCheck"/>.</summary>
public static class DoctorSetup
{
    public static IServiceCollection AddDoctor(this IServiceCollection services)
    {
        services.AddScoped<ICliCommand, DoctorCommand>();
        services.AddScoped<IDoctorCheck, DiskCheck>();
        services.AddScoped<IDoctorCheck, DatabaseCheck>();
        services.AddScoped<IDoctorCheck, ClockCheck>();
        services.AddScoped<IDoctorCheck, TrailCheck>();
        services.AddScoped<IDoctorCheck, JobsCheck>();
        services.AddScoped<IDoctorCheck, PrintingCheck>();
        services.AddScoped<IDoctorCheck, AddressCheck>();
        return services;
    }
}
