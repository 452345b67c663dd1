-- What a token may be used for: codes of ApiScopes, separated by blanks. Tokens from before scopes existed keep all that there was to do then.
ALTER TABLE api_token ADD scopes $(Code 400) NULL;
GO
UPDATE api_token SET scopes = 'coverage:read coverage:write exports:read figures:read stock:write' WHERE scopes IS NULL;
GO
CREATE INDEX ix_api_token_open ON api_token (expires_at) WHERE revoked_at IS NULL;
