using Campaign111.Features.Shared;

namespace Campaign111.Features.Campaigns.Calendar;

/// <summary>Registers the calendar, a part of the feature.</summary>
public static class CalendarFeature
{
    public static IServiceCollection AddObligationCalendar(this IServiceCollection services)
    {
        services.AddSingleton<IObligationSource, CampaignObligations>();
        services.AddSingleton<ObligationBook>();
        services.AddSingleton<CalendarFeeds>();
        services.AddScoped<CalendarDesk>();
        services.AddScoped<INavigationSource, CalendarAdministration>();
        return services;
    }
}
