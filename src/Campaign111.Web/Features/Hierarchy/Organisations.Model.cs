namespace Campaign111.Features.Hierarchy;

/// <summary>Organisations in force inside the reader's unit.</summary>
public sealed class OrganisationListModel
{
    public required IReadOnlyList<Organisation> Rows { get; init; }

    /// <summary>Units of the rows, by id.</summary>
    public required IReadOnlyDictionary<long, Unit> Units { get; init; }

    public long? Next { get; init; }

    public required DateOnly Today { get; init; }
}

/// <summary>One organisation with what it came from and became.</summary>
public sealed class OrganisationDetailsModel
{
    public required Organisation Organisation { get; init; }

    public required Unit Unit { get; init; }

    public required IReadOnlyList<Organisation> Successors { get; init; }

    public required IReadOnlyList<Organisation> Predecessors { get; init; }

    public required DateOnly Today { get; init; }

    public bool MayManage { get; init; }

    /// <summary>The unit's page, on a day when the unit exists.</summary>
    public string UnitHref => UnitLinks.Of(Unit, Unit.ExistsOn(Today) ? null : Unit.ValidFrom);
}
