namespace Campaign111.Tests.Architecture.Access;

/// <summary>Ids of other units' objects in addresses and bodies: each route that changes something says in bodies.tsv what it may name, or why it names nothing.</summary>
public class NamedObjectsTests
{
    [Fact]
    public async Task Every_route_that_changes_something_has_a_line()
    {
        var lines = await NamedRequest.ReadAsync();
        var routes = (await AccessLine.ReadAsync()).Keys.Where(key => key.Split(' ')[0] is not ("GET" or "HEAD")).ToList();

        routes.Except(lines.Select(line => line.Route)).ShouldBeEmpty("no line in bodies.tsv");
        lines.Select(line => line.Route).Except(routes).ShouldBeEmpty("no such route in access.tsv");
        lines.Where(line => line.Who.Length == 0 && line.Reason.Length < 8).Select(line => line.Route).ShouldBeEmpty();
    }
}
