using Campaign111.Features.Accounts;
using Campaign111.Features.Campaigns;
using Campaign111.Features.Coverage;
using Campaign111.Features.Dashboards;
using Campaign111.Features.Dashboards.Public;
using Campaign111.Features.Guide;
using Campaign111.Features.Hierarchy;
using Campaign111.Features.Leaflets;
using Campaign111.Features.Materials;
using Campaign111.Features.Reminders;
using Campaign111.Features.Reminders.Letters;
using Campaign111.Features.Reports;
using Campaign111.Features.Shared;
using Campaign111.Features.Stock;
using Campaign111.Features.Verification;
using Campaign111.Platform;
using Campaign111.Platform.Cli;
using Campaign111.Platform.Configuration;
using Campaign111.Platform.Jobs;
using Campaign111.Platform.Security;
using Campaign111.Platform.Security.Events;
using Campaign111.Platform.Security.Proxies;
using Campaign111.Platform.Operations;
using Campaign111.Platform.Operations.Metrics;

var builder = WebApplication.CreateBuilder(args);
if (!builder.Configured())
{
    return 1;
}

builder.AddPlatform(args);
builder.Services
    .AddShell().AddDemoNotice()
    .AddHierarchy()
    .AddAccounts()
    .AddCampaigns()
    .AddCoverage()
    .AddLeaflets()
    .AddMaterials()
    .AddVerification()
    .AddStock()
    .AddReminders().AddLetters()
    .AddReports()
    .AddDashboards()
    .AddGuide()
    .AddHealth();

await using var app = builder.Build();
app.UseProxies();
app.UseRequestIds();
app.UseSecurityHeaders();
app.UseShell();
app.UsePublicPages();
app.UseDemoGate();
app.UseSecurityEvents();
app.UseAccounts();
app.MapControllers();
app.MapCoverage();
app.MapHealth();
app.MapMetrics();
app.UseJobs();

if (!CliRunner.IsServe(args))
{
    return await CliRunner.RunAsync(app.Services, args, app.PrepareAsync);
}

if (!await app.PreparedAsync())
{
    return 1;
}

await app.RunAsync();
return 0;

/// <summary>Named so that the tests can start the product as it is.</summary>
public partial class Program;
