using Campaign111.Features.Coverage.Demo;
using Campaign111.Features.Coverage.Denominators;
using Campaign111.Features.Coverage.Field;
using Campaign111.Features.Coverage.History;
using Campaign111.Features.Coverage.Paper;
using Campaign111.Features.Coverage.Places;
using Campaign111.Features.Coverage.Register;
using Campaign111.Features.Hierarchy;
using Campaign111.Features.Shared;
using Campaign111.Platform.Cli;
using Campaign111.Platform.Jobs;
using Campaign111.Platform.Operations.Doctor;
using Campaign111.Platform.Operations.Metrics;
using Campaign111.Platform.Privacy;

namespace Campaign111.Features.Coverage;

/// <summary>Registers the feature.</summary>
public static class CoverageFeature
{
    public static IServiceCollection AddCoverage(this IServiceCollection services)
    {
        services.AddSingleton<IPersonalData, CoveragePersonalData>();
        services.AddSingleton<PlaceBook>();
        services.AddSingleton<IForgetsDemo>(provider => provider.GetRequiredService<PlaceBook>());
        services.AddSingleton<CoverageOpening>();
        services.AddSingleton<PlaceTargets>();
        services.AddSingleton<TargetSources>();
        services.AddSingleton<DenominatorSets>();
        services.AddSingleton<HamletModes>();
        services.AddSingleton<CoverageRecount>();
        services.AddScoped<IDoctorCheck, RecountCheck>();
        services.AddScoped<IGaugeSource, CoverageGauges>();
        services.AddSingleton<RecentPlans>();
        services.AddScoped<CoverageIntake>();
        services.AddScoped<CoverageLedger>();
        services.AddScoped<CoverageVoids>();
        services.AddScoped<ICoverageFigures, CoverageFigures>();
        services.AddScoped<CoverageHistory>();
        services.AddScoped<ICoverageHistory>(provider => provider.GetRequiredService<CoverageHistory>());
        services.AddSingleton<CoverageRollup>();
        services.AddSingleton<CoverageRebuild>();
        services.AddSingleton<IStartupStep, CoverageRebuildStep>();
        services.AddScoped<ICliCommand, RecountCommand>();
        services.AddRecurringJob<CoverageRollupJob>(JobSchedule.Every("coverage-rollup", TimeSpan.FromMinutes(1)));
        services.AddSingleton<CoverageQueries>();
        services.AddSingleton<EntryListing>();
        services.AddSingleton<CoverageSigns>();
        services.AddSingleton<CoverageVoidings>();
        services.AddSingleton<HouseholdRegister>();
        services.AddSingleton<CoverageGate>();
        services.AddScoped<CoverageDesk>();
        services.AddScoped<CoverageOverview>();
        services.AddScoped<CoveragePack>();
        services.AddScoped<CoverageReceipts>();
        services.AddScoped<CoverageDayCheck>();
        services.AddScoped<CoveragePages>();
        services.AddSingleton<TargetImport>();
        services.AddSingleton<PlaceList>();
        services.AddSingleton<HouseholdImport>();
        services.AddSingleton<IImportKind, HouseholdsImportKind>();
        services.AddSingleton<PaperSheets>();
        services.AddScoped<PaperKeying>();
        services.AddSingleton<PaperPrint>();
        services.AddSingleton<PaperAddress>();
        services.AddSingleton<RegisterUploads>();
        services.AddScoped<RegisterFile>();
        services.AddScoped<HouseholdUpkeep>();
        services.AddScoped<HouseholdMerge>();
        services.AddSingleton<HouseholdCards>();
        services.AddSingleton<HouseholdList>();
        services.AddSingleton<HouseholdLabels>();
        services.AddRecurringJob<LabelEraseJob>(JobSchedule.Daily("labels", "03:10") with { AlsoAtStart = true });
        services.AddRecurringJob<HouseholdWordsJob>(JobSchedule.Daily("household-words", "02:40") with { AlsoAtStart = true });
        services.AddScoped<FieldAreas>();
        services.AddScoped<FieldShell>();
        services.AddScoped<INavigationSource, FieldNavigation>();
        services.AddScoped<IDemoPart, DemoCoverage>();
        services.AddScoped<IDemoPart, DemoDenominators>();
        return services;
    }
}
