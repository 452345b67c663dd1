namespace Campaign111.Features.Reminders.Letters;

/// <summary>Registers the letters, a part of the feature.</summary>
public static class LettersFeature
{
    public static IServiceCollection AddLetters(this IServiceCollection services)
    {
        services.AddScoped<LaggingUnits>();
        services.AddSingleton<LetterBook>();
        return services;
    }
}
