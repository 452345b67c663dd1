using Campaign111.Features.Accounts;
using Campaign111.Features.Campaigns;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Security;

namespace Campaign111.Features.Hierarchy;

/// <summary>Everything that a unit's page shows.</summary>
public sealed class UnitDetailsModel
{
    public required Unit Unit { get; init; }

    public required DateOnly On { get; init; }

    public required DateOnly Today { get; init; }

    /// <summary>From the nation to the unit.</summary>
    public required IReadOnlyList<Unit> Lineage { get; init; }

    public required IReadOnlyList<Unit> Children { get; init; }

    public required IReadOnlyList<SuccessionStep> Successors { get; init; }

    public required IReadOnlyList<SuccessionStep> Predecessors { get; init; }

    /// <summary>Other units that bore or bear the same code.</summary>
    public IReadOnlyList<Unit> OtherEras { get; init; } = [];

    public IReadOnlyList<Organisation> Organisations { get; init; } = [];

    public IReadOnlyList<Person> People { get; init; } = [];

    public IReadOnlyList<Campaign> Campaigns { get; init; } = [];

    /// <summary>Whether the reader's role reaches this unit: people and offices are shown only then.</summary>
    public bool IsWithinReach { get; init; }

    public bool MayManage { get; init; }

    public bool MayManageHamlets { get; init; }

    /// <summary>Form of a new hamlet, as typed.</summary>
    public HamletForm NewHamlet { get; init; } = new();

    public bool IsHamlet => Unit.Level == UnitLevel.Hamlet;

    public bool Exists => Unit.ExistsOn(On);

    public DateOnly? Link => On == Today ? null : On;

    public string? CommuneCode => IsHamlet ? Lineage[^2].Code : null;

    /// <summary>Address of the unit itself.</summary>
    public string Self => UnitLinks.Of(Unit, Link, CommuneCode);

    public string ChildHref(Unit child) => UnitLinks.Of(child, Link, child.Level == UnitLevel.Hamlet ? Unit.Code : null);

    /// <summary>Address of a unit on the other side of a succession, on a day when it exists.</summary>
    public string StepHref(SuccessionStep step) =>
        UnitLinks.Of(step.Unit, step.Unit.ExistsOn(On) ? Link : step.Unit.ValidFrom, step.Unit.Level == UnitLevel.Hamlet ? CommuneCode : null);

    /// <summary>"Mã 25318 trước 1/7/2025".</summary>
    public string EraLabel(Unit era) => era.ValidFrom > Unit.ValidFrom
        ? Text.Of($"Mã {era.Code} từ {Formats.Date(era.ValidFrom)}", $"Code {era.Code} from {Formats.Date(era.ValidFrom)}")
        : Text.Of($"Mã {era.Code} trước {Formats.Date(era.ValidTo!.Value)}", $"Code {era.Code} before {Formats.Date(era.ValidTo!.Value)}");

    public static string LevelName(UnitLevel level) => level switch
    {
        UnitLevel.Nation => Text.Of("cả nước", "the nation"),
        UnitLevel.Province => Text.Of("cấp tỉnh", "province"),
        UnitLevel.District => Text.Of("cấp huyện", "district"),
        UnitLevel.Commune => Text.Of("cấp xã", "commune"),
        _ => Text.Of("thôn, khu phố", "hamlet"),
    };

    public static string ChildrenName(UnitLevel level) => level switch
    {
        UnitLevel.Province => Text.Of("Các tỉnh, thành phố", "Provinces"),
        UnitLevel.District => Text.Of("Các huyện, thị xã, thành phố", "Districts"),
        UnitLevel.Commune => Text.Of("Các xã, phường, thị trấn", "Communes"),
        _ => Text.Of("Các thôn, khu phố", "Hamlets"),
    };

    public static string KindName(OrganisationKind kind) => kind switch
    {
        OrganisationKind.Committee => Text.Of("Ủy ban, ban chỉ đạo", "Committee"),
        OrganisationKind.Department => Text.Of("Sở, phòng, ban", "Department"),
        OrganisationKind.Mass => Text.Of("Đoàn thể", "Mass organisation"),
        OrganisationKind.Press => Text.Of("Báo, đài", "Press office"),
        _ => Text.Of("Cơ quan trung ương", "National agency"),
    };
}
