namespace Campaign111.Platform.Localisation;

/// <summary>The name of a form field in both languages: <c>[Label("Tên đăng nhập", "User name")]</c>.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter | AttributeTargets.Field)]
public sealed class LabelAttribute(string vi, string en) : Attribute
{
    /// <summary>The Vietnamese name.</summary>
    public string Vi { get; } = vi;

    /// <summary>The English name.</summary>
    public string En { get; } = en;

    /// <summary>The name in the reader's language.</summary>
    public string Text => Localisation.Text.Of(Vi, En);
}
