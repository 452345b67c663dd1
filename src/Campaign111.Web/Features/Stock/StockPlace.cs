using Campaign111.Features.Hierarchy;

namespace Campaign111.Features.Stock;

/// <summary>A unit with its code as addresses write it: "25318", a hamlet "25318/thon-3".</summary>
public sealed record StockPlace(Unit Unit, string Code)
{
    public string Name => Unit.FullName;
}
