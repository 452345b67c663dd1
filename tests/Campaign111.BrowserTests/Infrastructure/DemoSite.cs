using Campaign111.Features.Accounts;
using Campaign111.Tests.Infrastructure;
using Microsoft.Playwright;

namespace Campaign111.BrowserTests.Infrastructure;

/// <summary>The demo province in a process of its own, for the browser to look at. A class fixture: each test class has its own copy of the data, which are loaded once.</summary>
public sealed class DemoSite : IAsyncLifetime
{
    private ProductProcess? product;

    /// <summary>Data folder of the demo.</summary>
    public string Folder { get; private set; } = "";

    public Uri Address => product!.Address;

    public async Task InitializeAsync()
    {
        Folder = await DemoApp.CopyAsync();
        product = await ProductProcess.ServeAsync(Folder, demo: true);
    }

    /// <summary>Somebody's browser, signed out.</summary>
    /// <param name="viewport">Size of its window.</param>
    /// <param name="address">Where it finds the product, when not directly.</param>
    public async Task<Visit> VisitAsync(ViewportSize viewport, Uri? address = null)
    {
        var context = await (await Chromium.SharedAsync()).NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = (address ?? Address).ToString(),
            ViewportSize = viewport,
            Locale = "vi-VN",
            TimezoneId = "Asia/Ho_Chi_Minh",
            AcceptDownloads = true,
            HasTouch = viewport.Width < 600,
        });
        context.SetDefaultTimeout(20_000);
        return new Visit(context, await context.NewPageAsync());
    }

    /// <summary>A phone: a browser whose storage lies in a folder, so that closing and opening it again finds what it kept.</summary>
    /// <param name="folder">Of its storage.</param>
    /// <param name="address">Where it finds the product, when not directly.</param>
    public async Task<Visit> PhoneAsync(string folder, Uri? address = null)
    {
        var context = await Chromium.KeptAsync(folder, new BrowserTypeLaunchPersistentContextOptions
        {
            BaseURL = (address ?? Address).ToString(),
            ViewportSize = Viewports.Phone,
            Locale = "vi-VN",
            TimezoneId = "Asia/Ho_Chi_Minh",
            AcceptDownloads = true,
            HasTouch = true,
        });
        context.SetDefaultTimeout(20_000);
        return new Visit(context, context.Pages.Count > 0 ? context.Pages[0] : await context.NewPageAsync());
    }

    /// <summary>A sample account's browser, signed in through the page.</summary>
    public async Task<Visit> SignInAsync(string userName, ViewportSize viewport)
    {
        var visit = await VisitAsync(viewport);
        await visit.SignInAsync(userName, DemoAccounts.Password);
        return visit;
    }

    /// <summary>Runs a command of the executable on the demo's data, beside the server.</summary>
    public async Task<string> CommandAsync(params string[] arguments)
    {
        var (exitCode, output) = await ProductProcess.RunAsync(Folder, demo: true, arguments);
        exitCode.ShouldBe(0, output);
        return output;
    }

    /// <summary>kill -9 of the server; its data stay.</summary>
    public Task KillAsync() => product!.KillAsync();

    /// <summary>Starts the server again after <see cref="KillAsync"/>, at another address.</summary>
    public async Task RestartAsync()
    {
        await product!.DisposeAsync();
        product = await ProductProcess.ServeAsync(Folder, demo: true);
    }

    public async Task DisposeAsync()
    {
        if (product is not null)
        {
            await product.DisposeAsync();
        }

        if (Folder.Length > 0)
        {
            Directory.Delete(Folder, recursive: true);
        }
    }
}

/// <summary>One person's browser window. Records what the page's scripts complain about.</summary>
public sealed class Visit : IAsyncDisposable
{
    private readonly IBrowserContext context;

    internal Visit(IBrowserContext context, IPage page)
    {
        this.context = context;
        Page = page;
        page.PageError += (_, error) => ScriptErrors.Add(error);
    }

    public IPage Page { get; }

    /// <summary>Uncaught errors of scripts since the window was opened.</summary>
    public List<string> ScriptErrors { get; } = [];

    /// <summary>Opens an address that must answer 200.</summary>
    public async Task<IPage> OpenAsync(string path)
    {
        var response = await Page.GotoAsync(path);
        response!.Status.ShouldBe(200, $"GET {path}");
        return Page;
    }

    /// <summary>Fills and sends the sign-in form, and leaves it.</summary>
    public async Task SignInAsync(string userName, string password)
    {
        await OpenAsync("/sign-in");
        await Page.FillAsync("#sign-in [name=UserName]", userName);
        await Page.FillAsync("#sign-in [name=Password]", password);
        var answer = await Page.RunAndWaitForResponseAsync(() => Page.ClickAsync("#sign-in button"), response => response.Request.Method == "POST");
        answer.Status.ShouldBe(302, $"{userName} was not let in");
        await Page.WaitForURLAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal));
    }

    public ValueTask DisposeAsync() => context.DisposeAsync();
}
