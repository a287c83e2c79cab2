# syntax=docker/dockerfile:1

# One program and nothing else: no shell, no package manager, no other user.
FROM golang:1.26.8-bookworm AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
# The same sources give the same program: no paths, no build id, no version stamp.
RUN CGO_ENABLED=0 go build -trimpath -buildvcs=false -ldflags="-s -w -buildid=" -o /out/helpline ./cmd/helpline \
    && mkdir /out/spool

FROM scratch
ARG VERSION=dev
ARG REVISION=unknown
LABEL org.opencontainers.image.title="helpline" \
      org.opencontainers.image.description="A telephone line by which a less-mobile resident gets a student at home for digital questions" \
      org.opencontainers.image.licenses="EUPL-1.2" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"

# The carrier, and a database with TLS, are asked over https. Time zones are in the program.
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/ca-certificates.crt
COPY --from=build /out/helpline /helpline
# A new volume takes over the owner of the folder it covers.
COPY --from=build --chown=65532:65532 /out/spool /spool

USER 65532:65532
ENV HELPLINE_ADDR=0.0.0.0:8080 \
    HELPLINE_SPOOL=/spool
VOLUME /spool
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=10s --retries=3 CMD ["/helpline", "health"]
ENTRYPOINT ["/helpline"]
CMD ["serve"]
