#!/usr/bin/env python3
"""Reads our reports with pyarrow and Python's csv, and lets us read reports that pyarrow has written.

    read_reports.py --lockstep PATH --endpoint URL --access KEY --secret SECRET [--keys N]

A bucket with versions, delete markers and awkward keys is filled with boto3. `lockstep inventory run` reports on it in each format,
with every field; what the manifest says of the files must be so, names and types of the columns must be AWS's, and every row must be
what boto3 lists, in the order of keys. Then pyarrow writes the same rows in whatever ways it has (pages of both sorts, encodings,
compressions, units of time), and `lockstep inventory import` and `lockstep query` must find the same rows in them. What we don't
read must be refused with exit code 3, and never read wrong. Ends with exit code 1 at the first thing that is not so.
"""
import argparse, csv, datetime, gzip, hashlib, io, json, os, subprocess, sys, tempfile, urllib.parse

import boto3
import pyarrow as pa
import pyarrow.orc as orc
import pyarrow.parquet as pq
from botocore.client import Config

AWKWARD = ['sp ace', 'plus+key', 'per%cent%2F', 'ünï/漢字/😀', 'new\nline', 'quo"te\'s,comma', 'q?x=1&y=2#z', 'k' * 1024, 'a//b', '\uff5e', '\U0001f600']
UTC = datetime.timezone.utc
TEXT, WHOLE, FLAG, TIME = pa.string(), pa.int64(), pa.bool_(), pa.timestamp('ms', tz='UTC')

# AWS's columns, in AWS's order; the first three stand in every report of all versions.
COLUMNS = {
    'bucket': TEXT, 'key': TEXT, 'version_id': TEXT, 'is_latest': FLAG, 'is_delete_marker': FLAG, 'size': WHOLE, 'last_modified_date': TIME, 'e_tag': TEXT,
    'storage_class': TEXT, 'is_multipart_uploaded': FLAG, 'replication_status': TEXT, 'encryption_status': TEXT, 'object_lock_retain_until_date': TIME,
    'object_lock_mode': TEXT, 'object_lock_legal_hold_status': TEXT, 'intelligent_tiering_access_tier': TEXT, 'bucket_key_status': TEXT,
    'checksum_algorithm': TEXT, 'object_access_control_list': TEXT, 'object_owner': TEXT, 'lifecycle_expiration_date': TIME}
CSV_NAMES = {name: ''.join(part.capitalize() for part in name.split('_')) for name in COLUMNS}
KNOWN = ['bucket', 'key', 'version_id', 'is_latest', 'is_delete_marker', 'size', 'last_modified_date', 'e_tag', 'storage_class', 'is_multipart_uploaded']


class Trial:
    def __init__(self, options, work):
        self.lockstep, self.work, self.checks = options.lockstep, work, 0
        config = Config(s3={'addressing_style': 'path'}, retries={'max_attempts': 2})
        self.s3 = boto3.client('s3', endpoint_url=options.endpoint, aws_access_key_id=options.access, aws_secret_access_key=options.secret,
                               region_name='us-east-1', config=config)
        profile = os.path.join(work, 'config')
        with open(profile, 'w') as out:
            out.write(f'[profile a]\nendpoint_url = {options.endpoint}\nregion = us-east-1\naws_access_key_id = {options.access}\n'
                      f'aws_secret_access_key = {options.secret}\ns3 =\n  addressing_style = path\n')
        self.environment = {name: value for name, value in os.environ.items() if not name.startswith('AWS_')}
        self.environment |= {'AWS_CONFIG_FILE': profile, 'AWS_SHARED_CREDENTIALS_FILE': os.path.join(work, 'none'), 'XDG_STATE_HOME': work}

    def holds(self, truth, what):
        self.checks += 1
        if not truth:
            sys.exit(f'read_reports: {what}')

    def same(self, found, expected, what):
        self.holds(found == expected, f'{what}:\n  found    {found!r}\n  expected {expected!r}')

    def run(self, *line, code=0):
        done = subprocess.run([self.lockstep, *line], env=self.environment, capture_output=True, text=True, stdin=subprocess.DEVNULL)
        self.holds(done.returncode == code, f'exit code {done.returncode}, not {code}: {line}\n{done.stdout}{done.stderr}')
        return done.stdout if code == 0 else done.stderr

    def fill(self, keys):
        for bucket in ('src', 'reports'):
            self.s3.create_bucket(Bucket=bucket)
        self.s3.put_bucket_versioning(Bucket='src', VersioningConfiguration={'Status': 'Enabled'})
        for i, key in enumerate(AWKWARD + [f'many/{i:05}' for i in range(keys)]):
            self.s3.put_object(Bucket='src', Key=key, Body=b'x' * (i % 7))
        for key in AWKWARD[:4]:
            self.s3.put_object(Bucket='src', Key=key, Body=b'newer')
        self.s3.delete_object(Bucket='src', Key=AWKWARD[1])
        upload = self.s3.create_multipart_upload(Bucket='src', Key='parts')
        part = self.s3.upload_part(Bucket='src', Key='parts', UploadId=upload['UploadId'], PartNumber=1, Body=b'one')
        self.s3.complete_multipart_upload(Bucket='src', Key='parts', UploadId=upload['UploadId'],
                                          MultipartUpload={'Parts': [{'PartNumber': 1, 'ETag': part['ETag']}]})

    def listed(self):
        """What boto3 says that the bucket holds, as rows of a report."""
        rows = []
        for page in self.s3.get_paginator('list_object_versions').paginate(Bucket='src'):
            for one in page.get('Versions', []) + page.get('DeleteMarkers', []):
                marker = 'Size' not in one
                etag = None if marker else one['ETag'].strip('"')
                rows.append({
                    'bucket': 'src', 'key': one['Key'], 'version_id': one['VersionId'], 'is_latest': one['IsLatest'], 'is_delete_marker': marker,
                    'size': None if marker else one['Size'], 'last_modified_date': one['LastModified'].astimezone(UTC), 'e_tag': etag,
                    'storage_class': None if marker else one['StorageClass'], 'is_multipart_uploaded': None if marker else '-' in etag})
        return sorted(rows, key=identity)


def identity(row):
    return row['key'].encode(), row['version_id']


def plain(rows):
    """Rows by what every reader gives: of text, what is absent and what is empty are the same."""
    return sorted(({name: None if row[name] == '' else row[name] for name in KNOWN} for row in rows), key=identity)


# ---- what we wrote, read by others -------------------------------------------------------------------------------------------

def read_csv(trial, data, names):
    rows = []
    for cells in csv.reader(io.StringIO(gzip.decompress(data).decode(), newline='')):
        trial.same(len(cells), len(names), 'cells of a row')
        row = {name: cell or None for name, cell in zip(names, cells)}
        row['key'] = urllib.parse.unquote(row['key'])
        row['size'] = None if row['size'] is None else int(row['size'])
        for flag in ('is_latest', 'is_delete_marker', 'is_multipart_uploaded'):
            trial.holds(row[flag] in (None, 'true', 'false'), f'{flag} is {row[flag]}')
            row[flag] = None if row[flag] is None else row[flag] == 'true'
        row['last_modified_date'] = datetime.datetime.strptime(row['last_modified_date'], '%Y-%m-%dT%H:%M:%S.%fZ').replace(tzinfo=UTC)
        rows.append(row)
    return rows


def check_types(trial, schema, required, where):
    trial.same(schema.names, list(COLUMNS), f'columns of {where}')
    for field in schema:
        expected = COLUMNS[field.name]
        if pa.types.is_timestamp(expected):
            trial.holds(pa.types.is_timestamp(field.type), f'{field.name} of {where} is {field.type}')
        else:
            trial.same(field.type, expected, f'type of {field.name} of {where}')
        if required:
            trial.same(field.nullable, field.name not in ('bucket', 'key'), f'{field.name} of {where} may be absent')


def utc(rows, name):
    for row in rows:
        if row[name] is not None and row[name].tzinfo is None:
            row[name] = row[name].replace(tzinfo=UTC)
    return rows


def read_parquet(trial, data, names):
    file = pq.ParquetFile(io.BytesIO(data))
    check_types(trial, file.schema_arrow, True, 'Parquet')
    times = [field for field in file.schema_arrow if pa.types.is_timestamp(field.type)]
    trial.holds(all(field.type == TIME for field in times), f'times of Parquet: {times}')
    trial.holds(file.schema.to_arrow_schema() is not None and 's3.inventory' in str(file.schema), f'the name of the message: {file.schema}')
    trial.same(file.metadata.row_group(0).column(1).compression, 'SNAPPY', 'compression of Parquet')
    return file.read().to_pylist()


def read_orc(trial, data, names):
    file = orc.ORCFile(io.BytesIO(data))
    check_types(trial, file.schema, False, 'ORC')
    trial.same(file.compression, 'ZLIB', 'compression of ORC')
    return utc(file.read().to_pylist(), 'last_modified_date')


READERS = {'csv': read_csv, 'parquet': read_parquet, 'orc': read_orc}


def ours(trial, format, expected):
    answer = json.loads(trial.run('inventory', 'run', 'a:src', '--to', 'a:reports/inv', '--id', format, '--format', format, '--versions', 'all', '--fields', 'all',
                                  '--rows-per-file', '1000', '--output', 'json', '--quiet'))
    bucket, _, key = answer['manifest'].removeprefix('a:').partition('/')
    body = trial.s3.get_object(Bucket=bucket, Key=key)['Body'].read()
    checksum = trial.s3.get_object(Bucket=bucket, Key=key.replace('manifest.json', 'manifest.checksum'))['Body'].read().decode().strip()
    trial.same(checksum, hashlib.md5(body).hexdigest(), 'manifest.checksum')
    manifest = json.loads(body)
    trial.same(manifest['fileFormat'], {'csv': 'CSV', 'parquet': 'Parquet', 'orc': 'ORC'}[format], 'fileFormat')
    names = list(COLUMNS)
    if format == 'csv':
        trial.same(manifest['fileSchema'], ', '.join(CSV_NAMES[name] for name in names), 'fileSchema')
    rows = []
    trial.holds(len(manifest['files']) > 1, 'there is one file, and was to be more')
    for file in manifest['files']:
        data = trial.s3.get_object(Bucket=bucket, Key=file['key'])['Body'].read()
        trial.same(len(data), file['size'], 'size of a file')
        trial.same(hashlib.md5(data).hexdigest(), file['MD5checksum'], 'MD5 of a file')
        rows += READERS[format](trial, data, names)
    keys = [row['key'].encode() for row in rows]
    trial.same(keys, sorted(keys), 'order of keys')
    trial.same(plain(rows), plain(expected), f'rows of {format}')
    trial.holds(all(row['object_owner'] for row in rows if not row['is_delete_marker']), 'an object has no owner')
    print(f'{format}: {len(rows)} rows in {len(manifest["files"])} files, as boto3 lists them')
    return manifest['fileSchema']


# ---- what others wrote, read by us -------------------------------------------------------------------------------------------

def deliver(trial, name, format, schema, data):
    folder = f'theirs/src/{name}/2026-11-22T01-00Z'
    key = f'theirs/src/{name}/data/file.{format}'
    trial.s3.put_object(Bucket='reports', Key=key, Body=data)
    manifest = json.dumps({
        'sourceBucket': 'src', 'destinationBucket': 'arn:aws:s3:::reports', 'version': '2016-11-30', 'creationTimestamp': '1795309200000',
        'fileFormat': {'parquet': 'Parquet', 'orc': 'ORC'}[format], 'fileSchema': schema,
        'files': [{'key': key, 'size': len(data), 'MD5checksum': hashlib.md5(data).hexdigest()}]}).encode()
    trial.s3.put_object(Bucket='reports', Key=f'{folder}/manifest.json', Body=manifest)
    trial.s3.put_object(Bucket='reports', Key=f'{folder}/manifest.checksum', Body=hashlib.md5(manifest).hexdigest().encode())
    return f'a:reports/{folder}/manifest.json'


def asked(trial, manifest):
    columns = ', '.join(KNOWN)
    rows = [json.loads(line) for line in trial.run('query', f'SELECT {columns} FROM inv', '--table', f'inv={manifest}', '--output', 'jsonl').splitlines()]
    for row in rows:
        row['last_modified_date'] = datetime.datetime.fromisoformat(row['last_modified_date'].replace('Z', '+00:00'))
    return rows


def theirs(trial, name, format, schema, data, expected, read):
    manifest = deliver(trial, name, format, schema, data)
    if read:
        told = json.loads(trial.run('inventory', 'import', manifest, os.path.join(trial.work, name), '--output', 'json'))
        trial.same(told['rows'], len(expected), f'rows of {name}')
        trial.same(plain(asked(trial, manifest)), plain(expected), f'rows of {name}')
        print(f'{name}: read as pyarrow wrote it')
    else:
        said = trial.run('inventory', 'import', manifest, os.path.join(trial.work, name), code=3)
        print(f'{name}: refused: {said.strip().removeprefix("lockstep: ")}')


def table(rows, unit='ms', zone='UTC'):
    schema = pa.schema([pa.field(name, pa.timestamp(unit, tz=zone) if COLUMNS[name] == TIME else COLUMNS[name], nullable=name not in ('bucket', 'key'))
                        for name in KNOWN])
    return pa.table({name: [row[name] if zone or not isinstance(row[name], datetime.datetime) else row[name].replace(tzinfo=None) for row in rows]
                     for name in KNOWN}, schema=schema)


def parquet(rows, unit='ms', zone='UTC', **how):
    out = io.BytesIO()
    pq.write_table(table(rows, unit, zone), out, row_group_size=500, **how)
    return out.getvalue()


def orc_file(rows, **how):
    out = io.BytesIO()
    orc.write_table(table(rows, 'ns', how.pop('zone', 'UTC')), out, **how)
    return out.getvalue()


def of_known(schema):
    """The schema of a manifest with the columns alone that pyarrow writes here."""
    if schema.startswith('message'):
        members = [member.strip() for member in schema[schema.index('{') + 1:schema.index('}')].split(';') if member.strip()]
        return 'message s3.inventory { ' + ''.join(f'{member}; ' for member in members if member.split()[2] in KNOWN) + '}'
    return 'struct<' + ','.join(member for member in schema[7:-1].split(',') if member.split(':')[0] in KNOWN) + '>'


DELTA = {'key': 'DELTA_BYTE_ARRAY', 'size': 'DELTA_BINARY_PACKED', 'version_id': 'DELTA_LENGTH_BYTE_ARRAY'}
PARQUET = {
    'pages-of-version-1': dict(data_page_version='1.0', compression='snappy'),
    'pages-of-version-2': dict(data_page_version='2.0', compression='snappy'),
    'small-pages': dict(data_page_version='2.0', compression='snappy', data_page_size=512),
    'without-dictionaries': dict(use_dictionary=False, compression='snappy'),
    'delta-encoded': dict(use_dictionary=False, column_encoding=DELTA, compression='snappy', data_page_version='2.0'),
    'uncompressed': dict(compression='none'),
    'gzip': dict(compression='gzip'),
    'zstd': dict(compression='zstd'),
    'microseconds': dict(unit='us', compression='snappy'),
    'nanoseconds': dict(unit='ns', compression='snappy', version='2.6'),
    'local-microseconds': dict(unit='us', zone=None, compression='snappy'),
    'local-nanoseconds': dict(unit='ns', zone=None, compression='snappy', version='2.6'),
}
ORC = {'orc-zlib': dict(compression='zlib'), 'orc-snappy': dict(compression='snappy'), 'orc-zstd': dict(compression='zstd'), 'orc-uncompressed': dict(compression='uncompressed'),
       'orc-local-times': dict(compression='zlib', zone=None)}
REFUSED = set()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--lockstep', required=True)
    parser.add_argument('--endpoint', required=True)
    parser.add_argument('--access', default='lockstep')
    parser.add_argument('--secret', default='lockstep-secret')
    parser.add_argument('--keys', type=int, default=2000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as work:
        trial = Trial(options, work)
        trial.fill(options.keys)
        expected = trial.listed()
        schemas = {format: of_known(ours(trial, format, expected)) for format in ('csv', 'parquet', 'orc')}
        for name, how in PARQUET.items():
            theirs(trial, name, 'parquet', schemas['parquet'], parquet(expected, **how), expected, name not in REFUSED)
        for name, how in ORC.items():
            theirs(trial, name, 'orc', schemas['orc'], orc_file(expected, **how), expected, name not in REFUSED)
        print(f'{trial.checks} checks: reports are read alike on both sides')


main()
