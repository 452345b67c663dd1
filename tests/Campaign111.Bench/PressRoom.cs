using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;
using Campaign111.Features.Leaflets;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;
using Campaign111.Platform.Files;
using Campaign111.Platform.Operations;
using Campaign111.Platform.Pdf;
using Campaign111.Platform.Time;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Campaign111.Bench;

/// <summary>The product's own press on the database of a demo: every commune of 2020, tokens from the real register. No web server around it.</summary>
internal sealed class PressRoom : IAsyncDisposable
{
    private const string Slug = "binh-phuoc-2020";
    private readonly ServiceProvider services;

    /// <param name="folder">Data folder of a demo.</param>
    public PressRoom(string folder)
    {
        var configuration = new ConfigurationBuilder().Build();
        services = new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration)
            .AddLogging()
            .AddData(new DataOptions { Folder = folder })
            .AddSingleton(TimeProvider.System)
            .AddSingleton<ProductMode>()
            .AddSingleton<AuditLog>()
            .AddFiles()
            .AddSingleton(NodeRole.From(configuration))
            .AddPdf(configuration)
            .AddHierarchy().AddCampaigns().AddLeaflets()
            .BuildServiceProvider();
        Get<ProductMode>().Set(isDemo: true);
    }

    public T Get<T>() where T : notnull => services.GetRequiredService<T>();

    public async Task<Campaign> CampaignAsync() => await Get<ICampaignDirectory>().FindAsync(Slug) ?? throw new InvalidOperationException($"The folder holds no demo: campaign {Slug} is missing.");

    /// <summary>The leaflets of so many communes of the nation, in the order of the official codes; their run and its tokens are in the database.</summary>
    public async Task<IReadOnlyList<CommuneLeaflet>> LeafletsAsync(LeafletChoice choice, int communes)
    {
        var (campaign, units) = (await CampaignAsync(), Get<UnitDirectory>());
        var nation = await units.RootAsync() ?? throw new InvalidOperationException("The folder holds no units.");
        var all = (await units.BelowAsync(nation.Path, UnitLevel.Commune, campaign.TreeDate)).OrderBy(unit => unit.Code, StringComparer.Ordinal).Take(communes).ToList();
        var above = await units.FindAsync(all.SelectMany(unit => unit.PathIds).Distinct());
        var run = await Get<QrTokens>().OpenRunAsync(campaign, all, choice.Language, Actor.System);
        var address = Get<LeafletAddress>();
        return [.. all.Select(unit => new CommuneLeaflet([.. unit.PathIds.Select(id => above[id])], address.Plain(run.Tokens[unit.Id])))];
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();
}
