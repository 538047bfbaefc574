#!/bin/sh
# The whole way on one machine, without data and without a Pi: draws faces, trains, judges, flashes into a store
# here, and runs the device live on mocked GPIO for ten seconds. Maven runs it: mvn -q verify -DskipTests -Pquickstart
set -eu
cd "$(dirname "$0")/../../../.."
smilet=trainer/target/smilet/bin/smilet
device=device/target/smilet-device/bin/smilet-device
out=device/target/quickstart

rm -rf "$out"
mkdir -p "$out"

say() { printf '\n== %s\n' "$1"; }

say "Drawing faces: one lot to learn from, and other people to judge by"
"$smilet" faces "$out/faces" --count 2400 --seed 1
"$smilet" faces "$out/unseen" --count 1000 --seed 2

say "Training a small network"
train() { "$smilet" train "$out/faces" --grid 32x32 --iterations 30 --out "$out/model.smilet" "$@"; }
train --report "$out/report.html" || train # a machine without fonts gets no page, and is told so

say "Judging it on people it never saw, with the device's own arithmetic"
"$smilet" evaluate "$out/model.smilet" "$out/unseen"

say "Flashing it into a store"
"$smilet" flash "$out/model.smilet" "$out/store"

say "The device, live on mocked GPIO, for ten seconds"
"$device" run --model "$out/store" --board mock --sensor faces --seconds 10

say "Where everything lies"
cat <<END
faces to learn from   $out/faces
faces to judge by     $out/unseen
the model             $out/model.smilet
a page about it       $out/report.html
the device's store    $out/store
the trainer           $smilet
the device program    $device

The same with your own faces, in folders smile and not-smile:
  $smilet train YOUR-FOLDER --grid 32x32 --out model.smilet
END
