# Varnish 7 in front of Broadsheet: Debian's packages varnish and varnish-modules (for xkey).
# Change the three places marked "here". docs/scaling.md explains the whole.
vcl 4.1;

import std;
import xkey;

backend site {
  .host = "127.0.0.1";                          # here: where Broadsheet listens
  .port = "3000";
  .connect_timeout = 2s;
  .first_byte_timeout = 30s;
  .probe = { .url = "/healthz"; .interval = 2s; .timeout = 3s; .window = 3; .threshold = 2; .initial = 2; }
}

# Who may say that something changed: the server itself. Nobody else can empty the cache.
acl purgers {
  "127.0.0.1";                                  # here: the address from which Broadsheet sends its purges
}

sub vcl_recv {
  if (req.method == "PURGE") {
    if (client.ip !~ purgers) {
      return (synth(403, "Not from here"));
    }
    if (!req.http.Surrogate-Key) {
      return (synth(400, "No names"));
    }
    # Soft: what is purged may still be shown while the site is down, and can be revalidated.
    set req.http.Purged = xkey.softpurge(req.http.Surrogate-Key);
    return (synth(200, "Purged " + req.http.Purged));
  }

  # The site trusts what stands here (TRUST_PROXY=127.0.0.1); Varnish has appended the address of its own client. Where
  # HTTPS ends in a proxy before Varnish, that proxy has written the reader's address, and Varnish its own after it.
  unset req.http.Forwarded;

  # A healthy site answers in a millisecond: nobody is shown what has changed. Only a broken one is stood in for, with
  # what was right before (stale-if-error).
  if (req.restarts > 0) {
    set req.http.X-Is-Broken = "yes";
    set req.grace = 1d;
  } else {
    unset req.http.X-Is-Broken;
    if (std.healthy(req.backend_hint)) {
      set req.grace = 0s;
    }
  }

  if (req.method != "GET" && req.method != "HEAD") {
    return (pass);
  }
  # Somebody's own: a session, a remembered commenter, a post opened with its password.
  if (req.http.Authorization || req.http.Cookie ~ "(^|;\s*)(__Host-)?(sid|commenter|unlocked-\d+)=") {
    return (pass);
  }
  # All other cookies are not the site's own.
  unset req.http.Cookie;

  # Marks of campaigns make no other page.
  set req.url = regsuball(req.url, "(?<=[?&])(utm_[a-z]+|fbclid|gclid|msclkid|mc_[ce]id)=[^&]*(&|$)", "");
  set req.url = regsub(req.url, "[?&]+$", "");
  return (hash);
}

# The site is the same under every name (here: add hash_data(req.http.Host) where this Varnish serves other sites as well).
sub vcl_hash {
  hash_data(req.url);
  return (lookup);
}

sub vcl_backend_response {
  set beresp.http.xkey = beresp.http.Surrogate-Key;

  if (beresp.status >= 500) {
    # A page of before is better, if there is one: vcl_synth asks for it. A second failure is shown as it is.
    if (bereq.is_bgfetch || (!bereq.uncacheable && !bereq.http.X-Is-Broken)) {
      return (abandon);
    }
    set beresp.ttl = 0s;
    set beresp.grace = 0s;
    set beresp.keep = 0s;
    return (deliver);
  }
  # What may be kept says so, with s-maxage; nothing else is.
  if (beresp.http.Cache-Control ~ "(?i)private|no-store|no-cache"
      || beresp.http.Cache-Control !~ "(?i)s-maxage|immutable"
      || beresp.http.Set-Cookie) {
    set beresp.ttl = 120s;
    set beresp.uncacheable = true;
    return (deliver);
  }
  # stale-if-error: for a day, while the site is broken.
  set beresp.grace = 1d;
  set beresp.keep = 1h;
  # A browser keeps its copy as well, and asks each time.
  if (beresp.http.Cache-Control ~ "s-maxage") {
    set beresp.http.Cache-Control = "public, max-age=0, must-revalidate";
  }
}

sub vcl_backend_error {
  if (bereq.is_bgfetch || (!bereq.uncacheable && !bereq.http.X-Is-Broken)) {
    return (abandon);
  }
}

sub vcl_synth {
  if (resp.status == 503 && req.restarts == 0 && (req.method == "GET" || req.method == "HEAD")) {
    return (restart);
  }
}

sub vcl_deliver {
  unset resp.http.xkey;
  unset resp.http.Surrogate-Key;
  unset resp.http.CDN-Cache-Control;
  unset resp.http.Via;
  unset resp.http.X-Varnish;
}
