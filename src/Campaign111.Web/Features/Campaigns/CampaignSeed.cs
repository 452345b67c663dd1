using System.Globalization;
using Campaign111.Platform.Data;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Campaign111.Features.Campaigns;

/// <summary>A campaign as it is written in db/seed/demo: facts of the dispatches, in our own words. Days are yyyy-MM-dd.</summary>
internal sealed class CampaignSeed
{
    public Head Campaign { get; set; } = new();

    public List<Office> Organisations { get; set; } = [];

    public List<Document> Dispatches { get; set; } = [];

    public static CampaignSeed Read(string name)
    {
        using var reader = new StreamReader(SeedFiles.Open(name));
        return new DeserializerBuilder()
            .WithNamingConvention(UnderscoredNamingConvention.Instance)
            .IgnoreUnmatchedProperties()
            .Build()
            .Deserialize<CampaignSeed>(reader);
    }

    public static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public sealed class Head
    {
        public string Slug { get; set; } = "";

        public Words Name { get; set; } = new();

        public string Unit { get; set; } = "";

        public string TreeDate { get; set; } = "";

        /// <summary>Key of the dispatch with whose day the campaign starts.</summary>
        public string Dispatch { get; set; } = "";
    }

    public sealed class Words
    {
        public string Vi { get; set; } = "";

        public string En { get; set; } = "";
    }

    public sealed class Office
    {
        public string Key { get; set; } = "";

        public string Name { get; set; } = "";

        /// <summary>Official unit code, or null for a national agency.</summary>
        public string? Unit { get; set; }
    }

    public sealed class Document
    {
        public string Key { get; set; } = "";

        public string? Parent { get; set; }

        public string Number { get; set; } = "";

        public string Date { get; set; } = "";

        public Receipt? Received { get; set; }

        public string Issuer { get; set; } = "";

        public Person? Signatory { get; set; }

        public string Subject { get; set; } = "";

        public List<string> Recipients { get; set; } = [];

        public List<Deadline> Deadlines { get; set; } = [];

        public FocusTime? Focus { get; set; }

        public List<Work> Tasks { get; set; } = [];
    }

    public sealed class Receipt
    {
        public string? Number { get; set; }

        public string? Date { get; set; }
    }

    public sealed class Person
    {
        public string? Name { get; set; }
    }

    public sealed class Deadline
    {
        public string Wording { get; set; } = "";

        public string LastDay { get; set; } = "";
    }

    public sealed class FocusTime
    {
        public string Wording { get; set; } = "";

        public string FirstDay { get; set; } = "";

        public string LastDay { get; set; } = "";
    }

    public sealed class Work
    {
        public List<string> Organisations { get; set; } = [];

        public string AddressedTo { get; set; } = "";

        public Words Summary { get; set; } = new();
    }
}
