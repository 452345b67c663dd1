namespace Campaign111.Platform.Security.Limits;

/// <summary>Kinds of requests that are counted apart.</summary>
public enum LimitClass
{
    /// <summary>Everything without a class of its own.</summary>
    General,

    /// <summary>Passwords and codes are sent.</summary>
    SignIn,

    /// <summary>One-time links are opened, passwords set by them.</summary>
    PasswordLinks,

    /// <summary>People are invited, links made for them.</summary>
    Invitations,

    /// <summary>Files come in.</summary>
    Uploads,

    /// <summary>Files and tables go out.</summary>
    Exports,

    /// <summary>Phones and scripts send entries and receipts.</summary>
    Ingest,
}

/// <summary>The kind of requests that an action or endpoint answers. Without it: uploads for forms with files, else general.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class LimitedAttribute(LimitClass limit) : Attribute
{
    public LimitClass Class { get; } = limit;
}
