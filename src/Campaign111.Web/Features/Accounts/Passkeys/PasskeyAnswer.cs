namespace Campaign111.Features.Accounts.Passkeys;

/// <summary>Reads what a browser answers for its device.</summary>
internal static class PasskeyAnswer
{
    /// <summary>Null when there is no answer, or none was asked for here in the last ten minutes.</summary>
    public static async Task<T?> ReadAsync<T>(string? credential, Func<string, Task<T>> perform)
        where T : class
    {
        if (string.IsNullOrEmpty(credential))
        {
            return null;
        }

        try
        {
            return await perform(credential);
        }
        catch (InvalidOperationException)
        {
            // Identity's word for a form that was sent without its options, or long after: the person is asked to try again.
            return null;
        }
    }
}
