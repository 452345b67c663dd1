using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace Campaign111.Platform.Security.Keys;

/// <summary>Encrypts the secret inside the XML of a key that was stored in the clear, in the framework's own form (its XmlEncryptionExtensions does this
/// for new keys and is not public).</summary>
internal static class KeySeal
{
    private static readonly XNamespace Space = "http://schemas.asp.net/2015/03/dataProtection";

    public static bool IsOpen(XElement key) => key.DescendantsAndSelf().Any(MustBeSecret);

    /// <summary>A copy whose secrets are encrypted; one without open secrets comes back as it is.</summary>
    public static XElement Close(XElement key, IXmlEncryptor encryptor)
    {
        var copy = new XDocument(new XElement(key));
        while (copy.Descendants().FirstOrDefault(MustBeSecret) is { } open)
        {
            var closed = encryptor.Encrypt(new XElement(open));
            open.ReplaceWith(new XElement(Space + "encryptedSecret", new XAttribute("decryptorType", closed.DecryptorType.AssemblyQualifiedName!), closed.EncryptedElement));
        }

        return copy.Root!;
    }

    private static bool MustBeSecret(XElement element) => (bool?)element.Attribute(Space + "requiresEncryption") is true;
}
