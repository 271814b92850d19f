// Prints a signed login URL. EMBED_SECRET_KEY: the key. Argument: the host. Standard input: the claims as JSON.
package main

import (
	"bytes"
	"compress/flate"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"log"
	"os"
	"time"
)

func signLoginURL(secretKey, host string, claims map[string]any) (string, error) {
	nonce := make([]byte, 16)
	if _, err := rand.Read(nonce); err != nil {
		return "", err
	}
	loginURL := "https://" + host + "/embed/login"
	claims["loginUrl"] = loginURL
	claims["nonce"] = hex.EncodeToString(nonce)
	claims["exp"] = time.Now().Unix() + 3600
	text, err := json.Marshal(claims)
	if err != nil {
		return "", err
	}
	var compressed bytes.Buffer
	writer, err := flate.NewWriter(&compressed, flate.DefaultCompression)
	if err != nil {
		return "", err
	}
	if _, err = writer.Write(text); err != nil {
		return "", err
	}
	if err = writer.Close(); err != nil {
		return "", err
	}
	payload := base64.RawURLEncoding.EncodeToString(compressed.Bytes())
	mac := hmac.New(sha256.New, []byte(secretKey))
	mac.Write([]byte(payload))
	signature := base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
	return loginURL + "?payload=" + payload + "&signature=" + signature, nil
}

func main() {
	var claims map[string]any
	if err := json.NewDecoder(os.Stdin).Decode(&claims); err != nil {
		log.Fatal(err)
	}
	url, err := signLoginURL(os.Getenv("EMBED_SECRET_KEY"), os.Args[1], claims)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(url)
}
