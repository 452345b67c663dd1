using Campaign111.Platform.Localisation;

namespace Campaign111.Features.Leaflets;

/// <summary>A leaflet cannot be printed, approved or recalled as asked; both texts say what is wrong and what to do.</summary>
public sealed class LeafletRefusedException(string vi, string en) : Exception(Text.Of(vi, en))
{
    /// <summary>For commands, which speak English.</summary>
    public string English { get; } = en;
}
