namespace Campaign111.Features.Reminders;

/// <summary>Registers the feature.</summary>
public static class RemindersFeature
{
    public static IServiceCollection AddReminders(this IServiceCollection services) => services;
}
