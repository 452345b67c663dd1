using Campaign111.Platform.Localisation;

namespace Campaign111.Features.Shared.Charts;

/// <summary>An archipelago that a map of the country must show and name, with the province that administers it.</summary>
/// <param name="Longitude">Where its name stands, degrees.</param>
/// <param name="Latitude">Where its name stands, degrees.</param>
/// <param name="Vi">Its name, two lines.</param>
/// <param name="En">The same in English.</param>
public sealed record Archipelagos(double Longitude, double Latitude, string Vi, string En)
{
    /// <summary>Hoàng Sa of Đà Nẵng and Trường Sa of Khánh Hòa, in the trees of 2020 and 2025 alike.</summary>
    public static IReadOnlyList<Archipelagos> All { get; } =
    [
        new(112.1, 14.95, "Quần đảo Hoàng Sa|(Đà Nẵng)", "Hoang Sa islands|(Da Nang)"),
        new(114.4, 12.45, "Quần đảo Trường Sa|(Khánh Hòa)", "Truong Sa islands|(Khanh Hoa)"),
    ];

    /// <summary>Its name at a place of the drawing.</summary>
    public MapLabel Label((double X, double Y) at) => new(at.X, at.Y, () => Text.Of(Vi, En));
}
