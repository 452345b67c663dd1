using Campaign111.Platform.Localisation;

namespace Campaign111.Features.Accounts;

/// <summary>The sign-in form, and on a demo the accounts to try.</summary>
public sealed class SignInModel
{
    [Label("Tên đăng nhập", "User name")]
    public string UserName { get; set; } = "";

    [Label("Mật khẩu", "Password")]
    public string Password { get; set; } = "";

    /// <summary>Stay signed in after the browser closes.</summary>
    public bool Remember { get; set; }

    /// <summary>Local address to go to afterwards.</summary>
    public string? ReturnUrl { get; set; }

    /// <summary>Why the last try was refused, or null.</summary>
    public string? Refusal { get; set; }

    /// <summary>Empty outside the demo.</summary>
    public IReadOnlyList<SampleAccount> Samples { get; set; } = [];

    /// <summary>True when a sample account was picked: its password stands in the form already.</summary>
    public bool FillPassword { get; set; }

    /// <summary>Null outside the demo.</summary>
    public string? SamplePassword { get; set; }
}
