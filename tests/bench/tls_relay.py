#!/usr/bin/env python3
"""TLS spoken by rawi-server itself beside plain HTTP and beside nginx as the TLS terminator in front of the same server, in turns, in one
run: requests/s and CPU a request (of the server without PostgreSQL, and of nginx where it stands before it) of a small answer and of
GET /api/v1/content?limit=50, over connections that are kept and over a connection each. Prints the medians and the ratios.

  tls_relay.py --bin build/release/bin [--items 500] [--seconds 2] [--rounds 5]

Needs wrk, nginx-light and openssl (installers/packages.sh, groups bench and test).
"""
import argparse
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile

import content_list

NGINX = """daemon off; worker_processes 2; pid {folder}/nginx.pid; error_log {folder}/nginx.log;
events {{ worker_connections 1024; }}
http {{
  access_log off; client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  upstream rawi {{ server 127.0.0.1:{plain}; keepalive 32; }}
  server {{
    listen 127.0.0.1:{port} ssl; ssl_certificate {folder}/chain.pem; ssl_certificate_key {folder}/key.pem;
    ssl_protocols TLSv1.2 TLSv1.3;
    location / {{ proxy_pass http://rawi; proxy_http_version 1.1; proxy_set_header Connection ""; }}
  }}
}}
"""


def certificate(folder):
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj",
                    "/CN=127.0.0.1", "-keyout", folder / "key.pem", "-out", folder / "chain.pem"], check=True, capture_output=True)


def start_nginx(newsroom, folder, plain, port):
    (folder / "nginx.conf").write_text(NGINX.format(folder=folder, plain=plain, port=port))
    peer = subprocess.Popen([shutil.which("nginx", path="/usr/sbin:/usr/bin"), "-c", folder / "nginx.conf", "-e", folder / "nginx.log"])
    newsroom.until((folder / "nginx.pid").exists, 10, "nginx starts")
    return peer


def report(path, way, runs):
    median = {name: {key: statistics.median(run[key] for run in many) for key in ("rps", "cpu_us")} for name, many in runs.items()}
    print(f"{path}, {way}")
    for name, figures in median.items():
        print(f"  {name:6} {figures['rps']:8.0f} requests/s  {figures['cpu_us']:8.0f} µs CPU a request")
    for other in ("plain", "nginx"):
        print(f"  ratio  relay to {other}: {median['relay']['rps'] / median[other]['rps']:6.2f} × requests/s"
              f"  {median['relay']['cpu_us'] / median[other]['cpu_us']:6.2f} × CPU", flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--bin", required=True)
    parser.add_argument("--items", type=int, default=500)
    parser.add_argument("--seconds", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=5)
    args = parser.parse_args()
    missing = [tool for tool in ("wrk", "nginx", "openssl") if not shutil.which(tool, path="/usr/sbin:/usr/bin")]
    if missing:
        sys.exit(f"not measured: {', '.join(missing)} not installed; . installers/packages.sh; install_packages bench test")
    os.environ["RAWI_BIN"] = str(pathlib.Path(args.bin).resolve())
    import newsroom  # after RAWI_BIN is known

    folder = pathlib.Path(tempfile.mkdtemp(prefix="rawi-bench-"))
    folder.chmod(0o711)  # as root, PostgreSQL runs as another user and must reach its own folder
    certificate(folder)
    server = newsroom.Server(folder)
    relay, plain, port = server.port, newsroom.free_port(), newsroom.free_port()
    server.url = f"https://127.0.0.1:{relay}"
    server.start("--tls-certificate", folder / "chain.pem", "--tls-key", folder / "key.pem", "--listen", f"http://127.0.0.1:{plain}")
    server.url = f"http://127.0.0.1:{plain}"
    nginx = start_nginx(newsroom, folder, plain, port)
    doors = {"plain": server.url, "relay": f"https://127.0.0.1:{relay}", "nginx": f"https://127.0.0.1:{port}"}
    try:
        token = server.login()
        content_list.fill(server, token, args.items)
        print(f"cores {os.cpu_count()}  {args.rounds} rounds of {args.seconds} s in turns, 16 connections, medians")
        for path in ("/health/live", "/api/v1/content?limit=50"):
            for way, headers in (("connections kept", ()), ("a connection each", ("Connection: close",))):
                runs = {name: [] for name in doors}
                for number in range(args.rounds):
                    for name in sorted(doors, reverse=number % 2):
                        own = [pid for pid in content_list.family(server.process.pid) if not content_list.name_of(pid).startswith("postgres")]
                        own += content_list.family(nginx.pid) if name == "nginx" else []
                        runs[name].append(content_list.measure(doors[name] + path, token, own, [], args.seconds, headers))
                report(path, way, runs)
    finally:
        nginx.terminate()
        nginx.wait()
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
