// Passkeys: asks the server for options, the device for the passkey, puts the answer into the form and sends it as any form. Without this script,
// or where the browser knows no passkeys, these forms stay hidden and the password signs in.
const english = document.documentElement.lang === 'en';
const words = english
  ? { cancelled: 'Cancelled, or it took too long. Try again.', known: 'This device has a passkey of this account already.', offline: 'The server did not answer. Check the connection and try again.', failed: 'The device could not do it. Try again, or use the password.' }
  : { cancelled: 'Đã huỷ hoặc quá lâu. Hãy thử lại.', known: 'Thiết bị này đã có khoá truy cập của tài khoản này.', offline: 'Máy chủ không trả lời. Hãy kiểm tra mạng rồi thử lại.', failed: 'Thiết bị không thực hiện được. Hãy thử lại hoặc dùng mật khẩu.' };

const bytes = text => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), letter => letter.charCodeAt(0));
const text = buffer => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
const listed = list => list?.map(item => ({ ...item, id: bytes(item.id) }));

const ways = {
  create: async options => {
    const made = await navigator.credentials.create({ publicKey: { ...options, challenge: bytes(options.challenge), user: { ...options.user, id: bytes(options.user.id) }, excludeCredentials: listed(options.excludeCredentials) } });
    return answer(made, { attestationObject: text(made.response.attestationObject), transports: made.response.getTransports?.() ?? [] });
  },
  get: async options => {
    const shown = await navigator.credentials.get({ publicKey: { ...options, challenge: bytes(options.challenge), allowCredentials: listed(options.allowCredentials) } });
    const { authenticatorData, signature, userHandle } = shown.response;
    return answer(shown, { authenticatorData: text(authenticatorData), signature: text(signature), userHandle: userHandle ? text(userHandle) : null });
  },
};

const answer = (credential, response) => ({
  id: credential.id, rawId: text(credential.rawId), type: credential.type, authenticatorAttachment: credential.authenticatorAttachment ?? null,
  clientExtensionResults: credential.getClientExtensionResults(), response: { clientDataJSON: text(credential.response.clientDataJSON), ...response },
});

async function options(form) {
  let response;
  try {
    response = await fetch(form.dataset.options, { method: 'POST', body: new URLSearchParams(new FormData(form)), credentials: 'same-origin' });
  } catch {
    throw new Error(words.offline);
  }
  if (!response.ok) throw new Error((await response.json().catch(() => null))?.detail ?? words.failed);
  return response.json();
}

function reason(error) {
  if (error.name === 'NotAllowedError' || error.name === 'AbortError') return words.cancelled;
  if (error.name === 'InvalidStateError') return words.known;
  return error instanceof DOMException || error instanceof TypeError ? words.failed : error.message;
}

async function send(form) {
  const said = form.querySelector('[data-passkey-error]');
  const button = form.querySelector('button');
  said.hidden = true;
  button.disabled = true;
  try {
    form.elements.Credential.value = JSON.stringify(await ways[form.dataset.passkey](await options(form)));
    form.submit();
  } catch (error) {
    said.textContent = reason(error);
    said.hidden = false;
    button.disabled = false;
  }
}

if (window.PublicKeyCredential && navigator.credentials) {
  for (const note of document.querySelectorAll('[data-passkey-missing]')) note.hidden = true;
  for (const form of document.querySelectorAll('form[data-passkey]')) {
    form.hidden = false;
    form.addEventListener('submit', event => {
      event.preventDefault();
      send(form);
    });
  }
}
