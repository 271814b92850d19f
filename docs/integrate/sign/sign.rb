# Prints a signed login URL. EMBED_SECRET_KEY: the key. Argument: the host. Standard input: the claims as JSON.
require 'base64'
require 'json'
require 'openssl'
require 'securerandom'
require 'zlib'

def sign_login_url(secret_key, host, claims)
  login_url = "https://#{host}/embed/login"
  nonce = SecureRandom.hex(16)
  exp = Time.now.to_i + 3600
  signed = claims.merge('loginUrl' => login_url, 'nonce' => nonce, 'exp' => exp)
  deflate = Zlib::Deflate.new(Zlib::DEFAULT_COMPRESSION, -Zlib::MAX_WBITS) # raw DEFLATE: no zlib header
  payload = Base64.urlsafe_encode64(deflate.deflate(JSON.generate(signed), Zlib::FINISH), padding: false)
  signature = Base64.urlsafe_encode64(OpenSSL::HMAC.digest('SHA256', secret_key, payload), padding: false)
  "#{login_url}?payload=#{payload}&signature=#{signature}"
end

puts sign_login_url(ENV.fetch('EMBED_SECRET_KEY'), ARGV.fetch(0), JSON.parse($stdin.read))
