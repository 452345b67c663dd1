namespace Campaign111.Platform.Time;

/// <summary>Whether this installation is a demo. Decided once, when its database is made, and kept there: real figures and invented ones
/// never share a database.</summary>
public sealed class ProductMode
{
    public const string SettingName = "mode";

    public bool IsDemo { get; private set; }

    /// <summary>Called once at start, after the migrations.</summary>
    public void Set(bool isDemo) => IsDemo = isDemo;
}
