using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Localisation;

namespace Campaign111.Features.Dashboards;

/// <summary>Names of units and tiers in the reader's language.</summary>
public static class UnitNames
{
    /// <summary>"Xã Tân Thành", in English "Tan Thanh commune".</summary>
    public static string Of(Unit unit) => Text.Of(unit.FullName, unit.Level switch
    {
        UnitLevel.Nation => unit.NameEn,
        UnitLevel.Hamlet => $"Hamlet {unit.NameEn}",
        _ => $"{unit.NameEn} {Word(unit.Level)}",
    });

    /// <summary>Heading over units of a tier.</summary>
    public static string Heading(UnitLevel level) => level switch
    {
        UnitLevel.Province => Text.Of("Các tỉnh, thành phố", "Provinces"),
        UnitLevel.District => Text.Of("Các huyện, thị xã, thành phố", "Districts"),
        UnitLevel.Commune => Text.Of("Các xã, phường, thị trấn", "Communes"),
        _ => Text.Of("Các thôn, khu phố", "Hamlets"),
    };

    /// <summary>Column heading of a tier.</summary>
    public static string Column(UnitLevel level) => level switch
    {
        UnitLevel.Province => Text.Of("Tỉnh, thành phố", "Province"),
        UnitLevel.District => Text.Of("Huyện, thị xã", "District"),
        UnitLevel.Commune => Text.Of("Xã, phường", "Commune"),
        _ => Text.Of("Thôn, khu phố", "Hamlet"),
    };

    private static string Word(UnitLevel level) => level switch
    {
        UnitLevel.Province => "province",
        UnitLevel.District => "district",
        _ => "commune",
    };
}
