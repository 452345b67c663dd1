using System.Reflection;
using Xunit.Sdk;

namespace Campaign111.Tests.Infrastructure;

/// <summary>A test of data access that runs on SQLite. Its twin on SQL Server is <see cref="SqlServerFactAttribute"/>'s single skip when no
/// connection string is set; with one, each theory gets the second row.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnEachDatabaseAttribute : DataAttribute
{
    public override IEnumerable<object[]> GetData(MethodInfo testMethod)
    {
        yield return ["sqlite"];
        if (TestDatabase.SqlServer is not null)
        {
            yield return ["sqlserver"];
        }
    }
}

/// <summary>Skipped, and listed as such, when there is no SQL Server to test on.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SqlServerFactAttribute : FactAttribute
{
    public SqlServerFactAttribute()
    {
        if (TestDatabase.SqlServer is null)
        {
            Skip = $"{TestDatabase.SqlServerVariable} holds no connection string";
        }
    }
}
