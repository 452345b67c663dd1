using System.Security.Cryptography;
using System.Text;

namespace Campaign111.Features.Leaflets.Landing;

/// <summary>The landing page's own style: inside the page, so that one request on a slow network brings everything. The policy names it by its hash.</summary>
internal static class LandingStyle
{
    public const string Css = """
        *{box-sizing:border-box}body{margin:0;background:#f5f2ec;color:#14213d;font:1.0625rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",Arial,sans-serif}
        .bar{display:flex;justify-content:space-between;align-items:center;gap:.5rem;max-width:36rem;margin:0 auto;padding:.5rem 1rem;position:sticky;top:0;z-index:1;background:#f5f2ec}
        .bar nav{display:flex;flex-wrap:wrap}.bar a{display:inline-flex;align-items:center;min-height:2.75rem;padding:0 .75rem;color:#14213d}
        .bar .exit{background:#14213d;color:#fff;border-radius:.5rem;font-weight:700;text-decoration:none}
        main{max-width:36rem;margin:0 auto;padding:0 1rem 2rem}
        h1{font-size:1.375rem;line-height:1.25;margin:.5rem 0 .25rem}h2{font-size:1.125rem;margin:1.75rem 0 .5rem}
        .place{margin:0 0 1rem;color:#4a5570}
        .call{display:block;padding:1.25rem 1rem 1.125rem;border-radius:.75rem;background:#c8390b;color:#fff;text-align:center;text-decoration:none}
        .call b{display:block;font-size:4.5rem;line-height:1;font-weight:900;letter-spacing:.02em}.call span{display:block;font-size:1.25rem;font-weight:700;margin-bottom:.25rem}
        ul{margin:0;padding:0;list-style:none}.yes{display:grid;gap:.25rem;margin-top:1rem}.yes li,.does li{padding-left:1.6rem;position:relative}
        .yes li::before{content:"✓";position:absolute;left:.2rem;font-weight:800;color:#1c5c39}.does li{margin-bottom:.5rem}.does li::before{content:"•";position:absolute;left:.4rem;color:#c8390b;font-weight:800}
        ol{margin:0;padding:0;list-style:none;counter-reset:s}ol li{counter-increment:s;position:relative;padding-left:2.25rem;margin-bottom:.625rem}
        ol li::before{content:counter(s);position:absolute;left:0;top:.05rem;width:1.6rem;height:1.6rem;border-radius:50%;background:#14213d;color:#fff;font-weight:700;font-size:.9375rem;line-height:1.6rem;text-align:center}
        .ways a{display:block;min-height:2.75rem;padding:.5rem 1rem;margin-bottom:.5rem;background:#fff;border:1px solid #ddd6c9;border-radius:.5rem;color:#1b4b8f;text-decoration:none}
        .ways b{display:block;color:#14213d}.ways span{font-size:.9375rem;overflow-wrap:anywhere}
        .small{color:#4a5570;font-size:.9375rem;margin-top:1.75rem}a:focus-visible{outline:3px solid #1b4b8f;outline-offset:2px}
        """;

    /// <summary>The page's one script: the quick exit and the other language take the page's place in the history, so that "back" does not
    /// lead here again. Without it they are plain links.</summary>
    public const string Script =
        "document.addEventListener('click',e=>{const a=e.target.closest('a[data-replace]');if(a){e.preventDefault();location.replace(a.href)}})";

    /// <summary>Content-Security-Policy of the page: nothing is loaded, nothing runs but the one script, nothing is framed or sent.</summary>
    public static readonly string Policy =
        $"default-src 'none'; style-src {Hash(Css)}; script-src {Hash(Script)}; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static string Hash(string text) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";
}
