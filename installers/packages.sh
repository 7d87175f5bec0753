# The Debian 12 packages Rawi needs, said once: sourced by ./run and ./check.
# install_packages GROUP… installs what is missing of the groups; it asks for root only when something is.

packages_build="g++ cmake ninja-build pkg-config ccache mold git ca-certificates
  qt6-base-dev qt6-base-dev-tools qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools qt6-multimedia-dev
  qt6-websockets-dev qt6-svg-dev libgl-dev libboost1.81-dev libssl-dev libpq-dev libicu-dev libargon2-dev libcurl4-openssl-dev libsodium-dev
  libass-dev libavcodec-dev libavformat-dev libavfilter-dev libavutil-dev libswscale-dev libswresample-dev libseccomp-dev
  libavif-dev liblcms2-dev
  libsqlite3-dev libgtest-dev libgmock-dev libbenchmark-dev python3"
packages_desk="libqt6sql6-sqlite qt6-translations-l10n qt6-image-formats-plugins
  gstreamer1.0-plugins-base gstreamer1.0-plugins-good gstreamer1.0-plugins-bad gstreamer1.0-libav gstreamer1.0-gl
  gstreamer1.0-pulseaudio gstreamer1.0-alsa glib-networking fonts-inter fonts-noto-core fonts-noto-ui-core"
packages_server="postgresql-15"
packages_test="xvfb xauth openbox dbus x11-utils curl openssl ffmpeg libavif-bin libimage-exiftool-perl nodejs npm"
packages_fuzz="clang libclang-rt-14-dev"
packages_bench="wrk nginx-light python3-fastapi uvicorn python3-asyncpg time libebur128-dev"

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

install_packages() {
  local wanted=() missing=() group name
  for group in "$@"; do
    name="packages_$group"
    # shellcheck disable=SC2206
    wanted+=(${!name})
  done
  for name in "${wanted[@]}"; do
    case $name in
      nodejs|npm) command -v "${name/nodejs/node}" >/dev/null && continue ;; # any Node.js serves
    esac
    dpkg-query -W -f '${db:Status-Abbrev}' "$name" 2>/dev/null | grep -q '^ii' || missing+=("$name")
  done
  [ ${#missing[@]} = 0 ] && return 0
  echo "Rawi: installing ${#missing[@]} Debian packages: ${missing[*]}"
  export DEBIAN_FRONTEND=noninteractive
  as_root apt-get update -q >/dev/null || { echo "Rawi: apt-get update failed; is the network there?" >&2; return 1; }
  case " ${missing[*]} " in
    *" postgresql-15 "*)
      # First the common part, told to make no cluster: Rawi starts its own private PostgreSQL.
      as_root apt-get install -q -y --no-install-recommends postgresql-common >/dev/null || return 1
      as_root sed -i "s/^#\?create_main_cluster.*/create_main_cluster = false/" /etc/postgresql-common/createcluster.conf ;;
  esac
  as_root apt-get install -q -y --no-install-recommends "${missing[@]}" >/tmp/rawi-apt.log 2>&1 || {
    echo "Rawi: installing packages failed; the last lines of /tmp/rawi-apt.log:" >&2
    tail -n 5 /tmp/rawi-apt.log >&2
    return 1
  }
}
