namespace Campaign111.Features.Dashboards;

/// <summary>The campaigns and units of a person.</summary>
public sealed class HomeModel
{
    public required IReadOnlyList<HomeChoice> Choices { get; init; }
}
