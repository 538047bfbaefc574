#!/bin/sh
# Everything on one machine, without data and without a Pi: shows the ready-made model, draws faces, trains, evaluates,
# flashes into a local store, and runs the device live on mocked GPIO for ten seconds. Maven runs it: mvn -q verify -DskipTests -Pquickstart
set -eu
cd "$(dirname "$0")/../../../.."
smilet=trainer/target/smilet/bin/smilet
device=device/target/smilet-device/bin/smilet-device
out=device/target/quickstart

rm -rf "$out"
mkdir -p "$out"

say() { printf '\n== %s\n' "$1"; }

say "The ready-made model on 64 rendered faces that it never saw, before anything is trained"
"$smilet" evaluate ready device/src/main/quickstart/faces
"$device" run --model ready --board mock --sensor replay:device/src/main/quickstart/faces --fps 60 --frames 192

say "Drawing faces: some people for training, other people for the evaluation"
"$smilet" faces "$out/faces" --count 2400 --seed 1
"$smilet" faces "$out/unseen" --count 1000 --seed 2

say "Training a small network"
train() { "$smilet" train "$out/faces" --grid 32x32 --iterations 30 --out "$out/model.smilet" "$@"; }
train --report "$out/report.html" || train # without fonts there is no report; smilet says so

say "Evaluating it on the other people, with the same arithmetic as the device"
"$smilet" evaluate "$out/model.smilet" "$out/unseen"

say "Flashing it into a store"
"$smilet" flash "$out/model.smilet" "$out/store"

say "Running the device live on mocked GPIO for ten seconds"
"$device" run --model "$out/store" --board mock --sensor faces --seconds 10

say "The files"
cat <<END
faces for training    $out/faces
faces for evaluation  $out/unseen
the model             $out/model.smilet
the report            $out/report.html
the device's store    $out/store
the trainer           $smilet
the device program    $device

To use your own faces, put them into two folders, smile and not-smile, in one folder:
  $smilet train YOUR-FOLDER --grid 32x32 --out model.smilet
END
