<?php
// Prints a signed login URL. EMBED_SECRET_KEY: the key. Argument: the host. Standard input: the claims as JSON.
function base64url(string $bytes): string
{
    return rtrim(strtr(base64_encode($bytes), '+/', '-_'), '=');
}

function signLoginUrl(string $secretKey, string $host, object $claims): string
{
    $claims->loginUrl = "https://$host/embed/login";
    $claims->nonce = bin2hex(random_bytes(16));
    $claims->exp = time() + 3600;
    $payload = base64url(gzdeflate(json_encode($claims, JSON_THROW_ON_ERROR)));
    $signature = base64url(hash_hmac('sha256', $payload, $secretKey, true));
    return "$claims->loginUrl?payload=$payload&signature=$signature";
}

// Objects, not arrays: an empty object has to stay one.
$claims = json_decode(stream_get_contents(STDIN), false, 512, JSON_THROW_ON_ERROR);
echo signLoginUrl(getenv('EMBED_SECRET_KEY'), $argv[1], $claims), "\n";
