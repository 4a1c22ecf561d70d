# SPDX-License-Identifier: Apache-2.0
# The same crowd over TLS.
transport=tls
. "$(dirname "$0")/crowd.sh"
