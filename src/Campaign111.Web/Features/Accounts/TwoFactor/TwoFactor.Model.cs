using System.Globalization;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Pdf;

namespace Campaign111.Features.Accounts.TwoFactor;

/// <summary>The second step of signing in.</summary>
public sealed class SecondStepModel
{
    [Label("Mã 6 số trong ứng dụng", "The 6 digits in the app")]
    public string Code { get; set; } = "";

    /// <summary>Why the last try was refused, or null.</summary>
    public string? Refusal { get; set; }

    public bool HasApp { get; init; }

    /// <summary>True when there is a passkey and no app: asking for it takes the place of what is kept between the two steps, so it is offered alone.</summary>
    public bool HasPasskey { get; init; }

    /// <summary>Local address to go to afterwards, or null.</summary>
    public string? ReturnUrl { get; init; }
}

/// <summary>Setting an authenticator app up.</summary>
public sealed class EnrolModel
{
    private const string Issuer = "Campaign 111";

    /// <summary>Where the form goes.</summary>
    public required string Address { get; init; }

    public required string UserName { get; init; }

    /// <summary>In base 32.</summary>
    public required string Key { get; init; }

    /// <summary>The same for the form to keep.</summary>
    public required string Offer { get; init; }

    /// <summary>True when a role asks for it and nothing else can be done before.</summary>
    public bool IsDemanded { get; init; }

    /// <summary>True when the form asks for the password too.</summary>
    public bool AsksPassword { get; init; }

    [Label("Mã 6 số trong ứng dụng", "The 6 digits in the app")]
    public string Code { get; set; } = "";

    [Label("Mật khẩu hiện tại", "Current password")]
    public string Current { get; set; } = "";

    /// <summary>In groups of four, to be typed.</summary>
    public string KeyToType => string.Join(' ', Key.Chunk(4).Select(group => new string(group)));

    /// <summary>QR code of the key, an SVG 52 mm wide.</summary>
    public string Qr => QrMatrix.Create(Totp.KeyUri(Issuer, UserName, Key), QrLevel.M).ToSvg(52).Replace("<svg ", "<svg aria-hidden=\"true\" ", StringComparison.Ordinal);
}

/// <summary>Recovery codes, this once.</summary>
public sealed record CodesModel(string UserName, IReadOnlyList<string> Codes, string Next)
{
    /// <summary>The codes as a text file, for a link that needs neither script nor another request.</summary>
    public string File
    {
        get
        {
            var text = string.Create(CultureInfo.InvariantCulture, $"{Text.Of("Mã dự phòng, Chiến dịch 111", "Recovery codes, Campaign 111")}: {UserName}\r\n\r\n{string.Join("\r\n", Codes)}\r\n");
            return $"data:text/plain;charset=utf-8;base64,{Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(text))}";
        }
    }
}

/// <summary>One's own second step.</summary>
public sealed class SecondFactorModel
{
    public required SecondFactorState State { get; init; }

    /// <summary>True when a role of theirs asks for it: then it cannot be turned off.</summary>
    public bool IsDemanded { get; init; }

    [Label("Mật khẩu hiện tại", "Current password")]
    public string Current { get; set; } = "";

    [Label("Mã trong ứng dụng, hoặc một mã dự phòng", "The app's code, or a recovery code")]
    public string Code { get; set; } = "";
}
