using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace Campaign111.Bench;

/// <summary>Kestrel and nothing else: every request gets the answer that lies in a file, head and body. What the machine allows.</summary>
internal static class BareEndpoint
{
    public static async Task<int> RunAsync(string file)
    {
        var answer = await File.ReadAllBytesAsync(file);
        var cut = answer.AsSpan().IndexOf("\r\n\r\n"u8);
        var body = answer[(cut + 4)..];
        // Server and Date are Kestrel's own.
        var headers = Encoding.ASCII.GetString(answer.AsSpan(0, cut)).Split("\r\n").Skip(1).Select(line => line.Split(": ", 2))
            .Where(header => header[0] is not ("Server" or "Date")).Select(header => (Name: header[0], Value: header[1])).ToArray();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        app.Run(context =>
        {
            foreach (var (name, value) in headers)
            {
                context.Response.Headers[name] = value;
            }

            return context.Response.Body.WriteAsync(body, 0, body.Length);
        });
        await app.StartAsync();
        Console.WriteLine($"Now listening on: {app.Urls.First()}");
        await app.WaitForShutdownAsync();
        return 0;
    }
}
