using System.Security.Cryptography;
using System.Text;
using Campaign111.Platform.Localisation;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Campaign111.Features.Coverage.Field;

/// <summary>The files of the field page, which its service worker keeps, and the version that names this set of them.</summary>
public sealed class FieldShell(IFileVersionProvider versions)
{
    /// <summary>Address of the page; the service worker's scope.</summary>
    public const string Page = "/field";

    /// <summary>At the root, because a service worker reaches only what lies below it.</summary>
    public const string Worker = "/field-worker.js";

    /// <summary>Style sheets in the order in which they are laid over one another.</summary>
    public static readonly IReadOnlyList<string> Styles = ["/lib/bootstrap/bootstrap-reboot.min.css", "/css/tokens.css", "/css/site.css", "/field/field.css"];

    /// <summary>Modules: the page loads app.js, which imports the others; named here so that the browser fetches them at once.</summary>
    public static readonly IReadOnlyList<string> Modules =
    [
        "/field/app.js", "/field/check.js", "/field/dom.js", "/field/entry.js", "/field/outbox-view.js", "/field/packs.js", "/field/parcel.js", "/field/place-view.js", "/field/rescue.js",
        "/field/send.js", "/field/session.js", "/field/store.js", "/lib/idb/index.js",
    ];

    // Asked for when somebody scans a label or shows the rescue codes; kept with the rest, since that happens where there is no network.
    private static readonly string[] OnDemand = ["/field/rescue-qr.js", "/field/scan.js", "/lib/lean-qr/index.mjs"];

    private static readonly string[] Others = ["/favicon.svg", "/field/manifest.webmanifest", "/field/icon-192.png"];

    /// <summary>All that a phone keeps in order to open without a network.</summary>
    public static IReadOnlyList<string> Files => [Page, .. Styles, .. Modules, .. OnDemand, .. Others];

    /// <summary>Changes with every file, with the page's own texts (the assembly) and with the reader's language.</summary>
    public string Version()
    {
        var files = Styles.Concat(Modules).Concat(OnDemand).Concat(Others).Append(Worker).Select(file => versions.AddFileVersionToPath("", file));
        var all = string.Join('|', files.Prepend($"{typeof(FieldShell).Assembly.ManifestModule.ModuleVersionId}"));
        return $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all)))[..12]}-{Text.Language}";
    }
}
